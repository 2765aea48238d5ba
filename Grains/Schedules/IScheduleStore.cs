namespace OrleansOps.Schedules;

/// <summary>
/// Where schedules are kept. Each call happens as a whole or not at all. When one fails with <see cref="Health.StoreUnavailableException"/>, which of the
/// two is not known.
/// </summary>
public interface IScheduleStore
{
    /// <summary>The schedule, or null if there is none.</summary>
    Task<ScheduleState?> Read(string id);

    /// <summary>Stores a new schedule, of version 1; false if there are <paramref name="most"/> already.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">There is one of this id.</exception>
    Task<bool> Create(ScheduleEntry entry, int most);

    /// <summary>Stores a schedule in place of the version before its own.</summary>
    /// <exception cref="Orleans.Storage.InconsistentStateException">Another version is stored: somebody else writes this schedule too.</exception>
    Task Write(ScheduleEntry entry);

    /// <summary>Schedules by id, those after <paramref name="after"/>.</summary>
    Task<SchedulePage> List(string? after, int limit);

    Task Forget(string id);
}
