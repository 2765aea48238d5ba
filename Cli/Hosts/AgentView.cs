using Spectre.Console;

namespace OrleansOps.Cli;

/// <summary>A host as the server shows it.</summary>
/// <param name="State">online, offline or never.</param>
/// <param name="Slots">Tasks that it runs at once.</param>
/// <param name="Epoch">How many times it has connected.</param>
internal sealed record AgentView(
    string Id,
    string? Name = null,
    string? State = null,
    IReadOnlyDictionary<string, string>? Labels = null,
    string? Version = null,
    int? Protocol = null,
    int? Slots = null,
    long? Epoch = null,
    DateTimeOffset? EnrolledAt = null,
    DateTimeOffset? ConnectedAt = null,
    DateTimeOffset? LastSeenAt = null,
    AgentFacts? Facts = null,
    AgentLoad? Load = null,
    int Running = 0,
    int Queued = 0,
    bool Draining = false,
    string? DrainReason = null,
    IReadOnlyDictionary<string, string>? HostLabels = null,
    int? SlotLimit = null,
    int? SlotsNow = null,
    bool Throttle = false,
    HostPressure? Throttled = null)
{
    public Cell ShownState() => new(Draining ? $"{State}, draining" : State, State switch
    {
        "online" => Draining ? Color.Yellow : Color.Green,
        "offline" => Color.Red,
        _ => null,
    });
}
