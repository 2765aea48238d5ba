using System.Net.Http.Headers;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>What gives a file over HTTP: the gateway's store, or an address that an operator named.</summary>
internal interface IFileServer : IDisposable
{
    /// <summary>What it is called in sentences.</summary>
    string Name { get; }

    /// <summary>The tag that the file has, where that is known before it is asked.</summary>
    EntityTagHeaderValue? Tag { get; }

    /// <summary>How long it is asked again while nothing comes.</summary>
    TimeSpan Patience { get; }

    /// <summary>What can be done where it does not have the file.</summary>
    string IfMissing { get; }

    /// <summary>What can be done where it refuses.</summary>
    string IfRefused { get; }

    /// <summary>Headers are there when it returns; the body is not read.</summary>
    Task<HttpResponseMessage> Get(WantedRange range, CancellationToken cancel);

    /// <summary>The next try goes to another one, where there are several.</summary>
    void MoveOn();
}
