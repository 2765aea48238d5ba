using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>Reads a token from where it cannot be seen: never from the command line, which every user of the machine can list.</summary>
internal static class TokenText
{
    public static string FromFile(string path, string source, Notes notes)
    {
        OwnFile.Check(path, notes);
        var lines = InputFile.Lines(source, path).Where(line => !string.IsNullOrWhiteSpace(line)).ToList();
        return lines.Count == 1
            ? Check(lines[0], source)
            : throw CliException.Usage($"{source}: {Printable.Of(path)} must hold one token on one line; it has {lines.Count} lines with text.");
    }

    /// <summary>From standard input if something is piped into it, from a prompt that does not echo otherwise.</summary>
    public static async Task<string> FromStdin(CancellationToken cancel)
    {
        if (Console.IsInputRedirected)
        {
            return Check(await Console.In.ReadLineAsync(cancel) ?? "", "standard input");
        }

        await using var terminal = ControllingTerminal.TryOpen()
            ?? throw CliException.Usage("There is no terminal to ask for the token on.", "Use --token-file, or pipe the token in.");
        return Check(await terminal.AskHidden("Token (it is not shown): ", cancel), "the prompt");
    }

    public static string Check(string text, string source)
    {
        var token = text.Trim();
        if (token.Length == 0)
        {
            throw CliException.Usage($"There is no token in {source}.", "The token begins with ops_admin_.");
        }

        return token.All(letter => letter is > ' ' and < '\x7f')
            ? token
            : throw CliException.Usage($"What {source} holds is not a token: it has blanks or special characters in it.", "The token begins with ops_admin_.");
    }

    /// <summary>The id, also where somebody gives a whole token: its secret must not travel in an address.</summary>
    public static string IdOf(string idOrToken) => idOrToken.Split('_') is ["ops", _, var id, ..] ? id : idOrToken;
}
