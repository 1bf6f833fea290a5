/**
 * ONNX Runtime writes down how it is used, in files of its own, unless the environment says otherwise before it is loaded: what
 * somebody compares is nobody else's business. Who sets the variable has their way.
 */
export function withoutTelemetry(): void {
  process.env.ORT_DISABLE_TELEMETRY ??= "1";
}
