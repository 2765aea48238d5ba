using System.Net.Http.Headers;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>Which part of a file is asked for.</summary>
/// <param name="From">The first byte.</param>
/// <param name="Tag">Only if it is still this file; else the whole.</param>
internal sealed record WantedRange(long From, EntityTagHeaderValue? Tag)
{
    public void AddTo(HttpRequestMessage request)
    {
        if (From > 0 && Tag is not null)
        {
            request.Headers.Range = new RangeHeaderValue(From, null);
            request.Headers.IfRange = new RangeConditionHeaderValue(Tag);
        }
    }
}
