using System.Globalization;

namespace OrleansOps.HostAgent.Configuration;

/// <summary>How values of the older agents read as ours.</summary>
internal static class SeedValues
{
    private const string SocketPath = "/ws";
    private const string UsualPort = "8080";

    /// <summary>They name a WebSocket of their own server; we name the gateway, and know its paths.</summary>
    public static string Server(string text)
    {
        var rest = text switch
        {
            _ when text.StartsWith("ws://", StringComparison.OrdinalIgnoreCase) => "http" + text[2..],
            _ when text.StartsWith("wss://", StringComparison.OrdinalIgnoreCase) => "https" + text[3..],
            _ => text,
        };
        return Uri.TryCreate(rest, UriKind.Absolute, out var address) && address.AbsolutePath.StartsWith(SocketPath, StringComparison.Ordinal)
            ? address.GetLeftPart(UriPartial.Authority)
            : rest.TrimEnd('/');
    }

    /// <summary>A whole address, or a host whose protocol and port are said by other variables.</summary>
    public static string Endpoint(string text, Func<string, string?> variable) => text.Contains("://", StringComparison.Ordinal)
        ? Server(text)
        : $"{Said(variable("IAC_AGENT_PROTOCOL"), "http")}://{text}{(text.Contains(':', StringComparison.Ordinal) ? "" : ":" + Said(variable("SERVER_PORT"), UsualPort))}";

    public static string Megabytes(string text) => text + "M";

    /// <summary>They count the files beside the one that is written.</summary>
    public static string OldFiles(string text) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var files) && files < int.MaxValue ? (files + 1).ToString(CultureInfo.InvariantCulture) : text;

    public static string LogIn(string directory) => Path.Join(directory, "agent.log");

    /// <summary>Our log goes to standard output in any case.</summary>
    public static string LogFile(string text) => text is "stdout" or "-" ? "" : text;

    private static string Said(string? text, string usual) => text is { Length: > 0 } ? text : usual;
}
