namespace OrleansOps.Access;

/// <summary>What a request changes, as its handler tells it while it goes along.</summary>
internal sealed class AuditEntry(HttpContext http, AuditTrail trail)
{
    private const int DetailLength = 200;

    private string? _tokenId;
    private string? _tokenName;
    private string? _sessionId;
    private string? _target;
    private string? _detail;

    /// <summary>It is in the trail, or need not be.</summary>
    public bool IsWritten { get; private set; }

    /// <summary>Who does it, where the request does not say: a login shows its token in the body.</summary>
    public void By(string tokenId, string tokenName, string sessionId) => (_tokenId, _tokenName, _sessionId) = (tokenId, tokenName, sessionId);

    public void Of(string target, string? detail = null) => (_target, _detail) = (target, detail);

    /// <summary>A step of what stands in the trail already: it needs no event of its own.</summary>
    public void Omit() => IsWritten = true;

    /// <summary>Writes it, if it was not written yet. A handler that waits for something else afterwards writes it before.</summary>
    public async Task Write(AuditOutcome outcome, int status)
    {
        if (IsWritten)
        {
            return;
        }

        IsWritten = true;
        if (outcome != AuditOutcome.Done && !IsOperator())
        {
            return;   // who is no operator could fill the trail with what was refused: that is counted and logged
        }

        await trail.Add(new AuditEvent
        {
            TokenId = _tokenId ?? http.User.TokenId(),
            TokenName = _tokenName ?? http.User.TokenName(),
            SessionId = _sessionId ?? http.User.SessionId(),
            From = http.Connection.RemoteIpAddress?.ToString() ?? "unknown",
            Action = Action() ?? http.Request.Method,
            Target = Short(_target ?? http.Request.RouteValues["id"] as string),
            Detail = Short(_detail),
            Outcome = outcome,
            Status = status,
        });
    }

    private string? Action() => http.GetEndpoint()?.Metadata is { } about
        ? about.GetMetadata<AuditedAs>()?.Action ?? about.GetMetadata<IEndpointNameMetadata>()?.EndpointName
        : null;

    private bool IsOperator() =>
        _tokenId is not null || http.User.HasClaim(AccessClaims.Kind, AccessToken.NameOf(TokenKind.Admin)) || http.User.HasClaim(AccessClaims.Kind, AccessClaims.ControlPlaneKind);

    private static string? Short(string? text) => text is { Length: > DetailLength } ? text[..DetailLength] : text;
}
