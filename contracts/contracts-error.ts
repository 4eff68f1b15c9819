/** What keeps a contract from being run: a wrong option, a module that is no connector, a command that does not start. */
export class ContractsError extends Error {
  override readonly name = "ContractsError";
}
