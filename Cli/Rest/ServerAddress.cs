using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>The address of a gateway, as people write and read it.</summary>
internal static class ServerAddress
{
    public static Uri Parse(string text, string source)
    {
        if (!Uri.TryCreate(text.Trim(), UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https") || address.Host.Length == 0)
        {
            throw CliException.Usage(
                $"{source} is not an address: {Printable.Of(text)}", "Write it whole, such as https://ops.example.org or http://127.0.0.1:8080.");
        }

        return address is { UserInfo: "", Query: "", Fragment: "" }
            ? new Uri(address.GetLeftPart(UriPartial.Path).TrimEnd('/') + "/")
            : throw CliException.Usage(
                $"{source} has more than an address in it: {address.GetComponents(UriComponents.SchemeAndServer, UriFormat.UriEscaped)}/...",
                "Leave out user names, tokens, ? and #. Tokens are read from a file, from standard input or from a hidden prompt.");
    }

    /// <summary>Without the slash at the end.</summary>
    public static string Show(Uri server) => server.AbsoluteUri.TrimEnd('/');

    /// <summary>Refuses an address if a token that is sent there can be read on the way.</summary>
    /// <param name="anyway">What to give for those who accept that.</param>
    public static void RefuseReadable(Uri server, string anyway)
    {
        if (server.Scheme is "http" && !server.IsLoopback)
        {
            throw CliException.Usage(
                $"{Show(server)} is not encrypted: your token and every script could be read on the way.", $"Use https://, or {anyway} if you accept that.");
        }
    }
}
