using System.Net;

namespace OrleansOps.Tests.Support;

/// <summary>The server did not let an agent in.</summary>
/// <param name="status">What it answered.</param>
/// <param name="retryAfter">When it asked the agent to come again, if it did.</param>
/// <param name="cause">What the socket said.</param>
public sealed class AgentRefusedException(HttpStatusCode status, TimeSpan? retryAfter, Exception cause) : Exception($"Refused with {(int)status}.", cause)
{
    public HttpStatusCode Status { get; } = status;

    public TimeSpan? RetryAfter { get; } = retryAfter;
}
