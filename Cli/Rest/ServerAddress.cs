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

    /// <summary>True if a token sent there can be read on the way.</summary>
    public static bool IsReadableOnTheWay(Uri server) => server.Scheme is "http" && !server.IsLoopback;
}
