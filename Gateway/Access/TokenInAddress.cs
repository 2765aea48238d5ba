using System.Diagnostics.CodeAnalysis;

namespace OrleansOps.Access;

/// <summary>
/// A token that stood in the address of the one door that takes it so: agents of S4 know no other place. It is taken out before anybody else looks at the
/// address, so it is in no log.
/// </summary>
internal sealed class TokenInAddress
{
    public const string Path = "/ws/agent";

    private const string Parameter = "token";

    private TokenInAddress(string text) => Text = text;

    public string Text { get; }

    /// <summary>True: the request is for that door, and its address has nothing behind the path any more.</summary>
    public static bool TryTake(HttpContext http)
    {
        var request = http.Request;
        if (!string.Equals(request.Path.Value, Path, StringComparison.Ordinal) || !HttpMethods.IsGet(request.Method)
            || !string.Equals(request.Headers.Upgrade, "websocket", StringComparison.OrdinalIgnoreCase)
            || request.Query[Parameter] is not [{ } text])
        {
            return false;
        }

        http.Features.Set(new TokenInAddress(text));
        request.QueryString = QueryString.Empty;
        if (http.Features.Get<Microsoft.AspNetCore.Http.Features.IHttpRequestFeature>() is { } raw)
        {
            raw.RawTarget = Path;
        }

        return true;
    }

    public static bool TryFind(HttpContext http, [NotNullWhen(true)] out string? text) => (text = http.Features.Get<TokenInAddress>()?.Text) is not null;
}
