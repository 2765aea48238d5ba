namespace OrleansOps.Schedules;

/// <summary>One schedule as its grain has it: what the store has.</summary>
internal sealed class StoredSchedule(GrainScope grain, IScheduleStore store)
{
    private static readonly ScheduleState Unknown = new();

    public ScheduleState Now { get; private set; } = Unknown;

    public bool Exists => Now.Spec is not null;

    public async Task Load() => Now = await store.Read(grain.Key) ?? Unknown;

    /// <summary>Stores a new schedule; false: there are as many as are kept.</summary>
    public async Task<bool> Create(ScheduleState first, int most)
    {
        first = first with { Version = 1 };
        var isStored = await grain.EndUnlessKnown(store.Create(new ScheduleEntry(grain.Key, first), most));
        Now = isStored ? first : Unknown;
        return isStored;
    }

    public async Task Store(ScheduleState next)
    {
        if (next == Now)
        {
            return;
        }

        next = next with { Version = Now.Version + 1 };
        await grain.EndUnlessKnown(store.Write(new ScheduleEntry(grain.Key, next)));
        Now = next;
    }

    public async Task Forget()
    {
        await grain.EndUnlessKnown(store.Forget(grain.Key));
        Now = Unknown;
    }
}
