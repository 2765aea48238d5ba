namespace OrleansOps.Conformance;

internal interface IReminderGrain : IGrainWithStringKey
{
    Task Register(string name, TimeSpan dueTime, TimeSpan period);

    Task Unregister(string name);

    Task<List<string>> Names();
}
