/** Files in folders, be they on disk or in an archive. */
export interface FileTree {
  /** The folder or the archive, as given. */
  readonly path: string;
  /** Folders at the top, even those without a file; what is hidden is left out, here and below. */
  readonly folders: readonly string[];
  /** Paths with slashes, relative to the tree: those of all files. */
  readonly files: readonly string[];
  /** What messages call a file. */
  nameOf(file: string): string;
  /**
   * @throws TrisimError "unreadable" where a file is gone or cannot be read.
   */
  read(file: string): Promise<Uint8Array>;
  close(): Promise<void>;
}
