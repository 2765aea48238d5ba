using OrleansOps.Jobs;

namespace OrleansOps.Schedules;

/// <summary>Finds the hosts of what a schedule starts, at each start.</summary>
internal static class HostsOfSchedule
{
    /// <param name="on">The expression that chooses them; or</param>
    /// <param name="named">their ids or names.</param>
    public static async Task<(IReadOnlyList<JobTarget>? Hosts, Said? Why)> Find(this IGrainFactory grains, string? on, IReadOnlyList<string>? named)
    {
        if (named is not null)
        {
            return Named(named, await grains.HostsThat(_ => true, CancellationToken.None));
        }

        var chosen = await grains.HostsThat(HostExpression.Parse(on!).Chooses!, CancellationToken.None);
        return chosen.Count switch
        {
            0 => (null, ScheduleReasons.NoHosts(on!)),
            > ChosenHosts.Most => (null, ScheduleReasons.TooManyHosts(ChosenHosts.Most)),
            _ => (chosen, null),
        };
    }

    /// <summary>Each has one turn, be it named by its id and its name.</summary>
    private static (IReadOnlyList<JobTarget>? Hosts, Said? Why) Named(IReadOnlyList<string> names, List<JobTarget> all)
    {
        var (byId, byName) = (all.ToDictionary(host => host.AgentId, StringComparer.Ordinal), all.ToLookup(host => host.Name, StringComparer.Ordinal));
        var found = new List<JobTarget>(names.Count);
        foreach (var name in names)
        {
            var named = byId.TryGetValue(name, out var same) ? [same] : byName[name].ToList();
            if (named is not [var host])
            {
                return (null, named.Count == 0 ? ScheduleReasons.HostUnknown(name) : ScheduleReasons.HostAmbiguous(name));
            }

            found.Add(host);
        }

        return ([.. found.DistinctBy(host => host.AgentId)], null);
    }
}
