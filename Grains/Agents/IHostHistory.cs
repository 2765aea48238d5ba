namespace OrleansOps.Agents;

/// <summary>What is kept of a host's past: bounded, and the oldest goes first.</summary>
public interface IHostHistory
{
    /// <summary>How many events of one host are kept.</summary>
    const int EventsKept = 200;

    Task Happened(string agentId, HostEvent happened);

    /// <summary>The newest events, newest first.</summary>
    Task<IReadOnlyList<HostEvent>> Events(string agentId, int most);

    /// <summary>Keeps points of both steps; one at a time that is there already replaces it.</summary>
    Task Add(string agentId, IReadOnlyList<LoadPoint> fine, IReadOnlyList<LoadPoint> coarse);

    /// <summary>All points of <see cref="LoadSteps.Fine"/>, or else of <see cref="LoadSteps.Coarse"/>, oldest first.</summary>
    Task<IReadOnlyList<LoadPoint>> Points(string agentId, bool fine);

    Task Forget(string agentId);
}
