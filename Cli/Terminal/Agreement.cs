namespace OrleansOps.Cli;

/// <summary>Asks before something is done that cannot be taken back.</summary>
internal static class Agreement
{
    public static async Task<bool> Ask(string question, CancellationToken cancel)
    {
        await using var terminal = ControllingTerminal.TryOpen() ?? throw CliException.Usage(
            $"\"{question}\" needs an answer, and there is no terminal to ask on.", "Add --yes.");
        return await terminal.Ask($"{question} [y/N] ", cancel);
    }
}
