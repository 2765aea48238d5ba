namespace OrleansOps.Simulation.Conformance;

internal interface IReminderGrain : IGrainWithStringKey
{
    Task Register(string name, TimeSpan dueTime, TimeSpan period);
}
