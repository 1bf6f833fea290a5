/** What a page costs Chromium while it is looked at, from a trace: processor time in milliseconds, whatever else the machine does. */
export interface PageWork {
  /** Of the thread that runs scripts, style, layout and paint. */
  readonly page: number;
  readonly script: number;
  readonly layout: number;
  readonly paint: number;
  /** Of the threads that turn what was painted into pixels. */
  readonly raster: number;
  /** Of the process that puts the pixels on the screen. */
  readonly screen: number;
  /** The dearest frame of the page's thread. */
  readonly longest: number;
}

interface TraceEvent {
  readonly ph: string;
  readonly name: string;
  readonly pid: number;
  readonly tid: number;
  /** Processor time of the thread, in microseconds. */
  readonly tdur?: number;
  readonly args?: { readonly name?: string };
}

/** What a trace must hold. */
export const TRACED = ["devtools.timeline", "toplevel", "cc"];

/** Adds up the events of a trace that Chromium wrote. */
export function pageWork(trace: Buffer): PageWork {
  const { traceEvents } = JSON.parse(trace.toString()) as { traceEvents: readonly TraceEvent[] };
  const threads = new Map(
    traceEvents
      .filter(({ name }) => name === "thread_name")
      .map(({ pid, tid, args }) => [`${pid} ${tid}`, args?.name ?? ""]),
  );
  const times = (thread: string, names: readonly string[]) =>
    traceEvents
      .filter(({ ph, name, pid, tid }) => ph === "X" && names.includes(name) && threads.get(`${pid} ${tid}`) === thread)
      .map(({ tdur = 0 }) => tdur / 1000);
  const sum = (thread: string, ...names: readonly string[]) => times(thread, names).reduce((all, one) => all + one, 0);
  return {
    page: sum("CrRendererMain", "ThreadControllerImpl::RunTask"),
    script: sum("CrRendererMain", "FireAnimationFrame", "EventDispatch", "TimerFire"),
    layout: sum("CrRendererMain", "UpdateLayoutTree", "Layout"),
    paint: sum("CrRendererMain", "PrePaint", "Paint", "Layerize", "Commit"),
    raster: sum("ThreadPoolForegroundWorker", "RasterTask"),
    screen: sum("VizCompositorThread", "ThreadControllerImpl::RunTask"),
    longest: Math.max(0, ...times("CrRendererMain", ["ProxyMain::BeginMainFrame"])),
  };
}
