using OrleansOps.Health;

namespace OrleansOps.Operators.Health;

/// <summary>What is shown of the processes, out of what the cluster thinks of them and what they say of themselves.</summary>
internal static class ProcessViews
{
    /// <param name="members">The cluster's list, with those that are dead.</param>
    /// <param name="reports">What silos said lately.</param>
    /// <param name="isOld">The cluster does not answer, and both are of before.</param>
    /// <param name="now">The time.</param>
    public static IReadOnlyList<Api.SiloView> Silos(IReadOnlyList<SiloMember> members, IReadOnlyList<SiloReport> reports, bool isOld, DateTimeOffset now)
    {
        var said = reports.ToDictionary(report => report.Address, StringComparer.Ordinal);
        var newest = members.GroupBy(member => member.Name, StringComparer.Ordinal).ToDictionary(lives => lives.Key, lives => lives.Max(life => life.Since), StringComparer.Ordinal);
        return
        [
            .. members
                .Where(member => member.Phase is not (SiloPhase.Ended or SiloPhase.Lost) || IsMissed(member, newest[member.Name], now))
                .OrderBy(member => member.Name, StringComparer.Ordinal).ThenBy(member => member.Address, StringComparer.Ordinal)
                .Select(member => Silo(member, said.GetValueOrDefault(member.Address), isOld, now)),
        ];
    }

    public static IReadOnlyList<Api.GrainCount> Grains(IReadOnlyList<SiloReport> reports) =>
    [
        .. reports.SelectMany(report => report.Grains)
            .GroupBy(grain => grain.Type, StringComparer.Ordinal)
            .Select(kind => new Api.GrainCount(kind.Key, kind.Sum(grain => grain.Activations)))
            .OrderBy(grain => grain.Type, StringComparer.Ordinal),
    ];

    /// <param name="seen">Those that were heard of.</param>
    /// <param name="self">The one that answers: it need not hear of itself.</param>
    /// <param name="isOld">The cluster does not answer, and the others are as they were before.</param>
    public static IReadOnlyList<Api.GatewayView> Gateways(IReadOnlyList<SeenGateway> seen, GatewayReport self, bool isOld) =>
    [
        .. seen.Where(gateway => !string.Equals(gateway.Report.Name, self.Name, StringComparison.Ordinal))
            .Select(gateway => Gateway(gateway.Report, gateway.IsGone ? Api.ProcessState.Gone : isOld ? Api.ProcessState.Unknown : Api.ProcessState.Active, gateway.At))
            .Append(Gateway(self, Api.ProcessState.Active, default))
            .OrderBy(gateway => gateway.Name, StringComparer.Ordinal),
    ];

    /// <summary>One that ended in order or was started again under its name is not missed, and after a while nobody is.</summary>
    private static bool IsMissed(SiloMember dead, DateTimeOffset newest, DateTimeOffset now) =>
        dead.Phase is SiloPhase.Lost && dead.Since == newest && now - dead.LastSeenAt < Reports.Remembered;

    private static Api.SiloView Silo(SiloMember member, SiloReport? report, bool isOld, DateTimeOffset now)
    {
        var state = State(member, report, isOld, now);
        return new Api.SiloView
        {
            Name = member.Name,
            Address = member.Address,
            State = state,
            Since = member.Since,
            LastSeenAt = state is Api.ProcessState.Gone ? member.LastSeenAt : null,
            Version = report?.Version,
            MemoryBytes = report?.MemoryBytes,
            Activations = report?.Grains.Sum(grain => grain.Activations),
            CallsPerSecond = report?.CallsPerSecond,
        };
    }

    private static Api.ProcessState State(SiloMember member, SiloReport? report, bool isOld, DateTimeOffset now) => member.Phase switch
    {
        SiloPhase.Lost => Api.ProcessState.Gone,
        _ when isOld => Api.ProcessState.Unknown,
        SiloPhase.Joining => Api.ProcessState.Joining,
        SiloPhase.Stopping => Api.ProcessState.Stopping,
        _ when report is null && now - member.Since > Reports.Believed => Api.ProcessState.Silent,
        _ => Api.ProcessState.Active,
    };

    private static Api.GatewayView Gateway(GatewayReport report, Api.ProcessState state, DateTimeOffset at) => new()
    {
        Name = report.Name,
        State = state,
        Version = report.Version,
        Connections = state is Api.ProcessState.Gone ? 0 : report.Connections,
        Followers = state is Api.ProcessState.Gone ? 0 : report.Followers,
        Since = report.Since,
        LastSeenAt = state is Api.ProcessState.Gone ? at : null,
        MemoryBytes = report.MemoryBytes,
        MessagesPerSecond = state is Api.ProcessState.Gone ? 0 : report.MessagesPerSecond,
    };
}
