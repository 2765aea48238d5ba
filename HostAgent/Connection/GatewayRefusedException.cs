namespace OrleansOps.HostAgent.Connection;

/// <summary>The gateway answered the connection with a refusal.</summary>
internal sealed class GatewayRefusedException(Uri gateway, int status, TimeSpan? retryAfter, Exception? cause = null)
    : IOException($"{gateway} answered with HTTP status {status}.", cause)
{
    public int Status => status;

    /// <summary>The credential is not valid, or not for this.</summary>
    public bool IsCredential => status is 401 or 403;

    /// <summary>How long the gateway asks us to wait.</summary>
    public TimeSpan? RetryAfter => retryAfter;
}
