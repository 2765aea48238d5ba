namespace OrleansOps.Placement;

/// <summary>The grain's key names a task, which belongs to a host: beside that host's grain its calls cross no socket.</summary>
public sealed class TaskPlacement : PlacementStrategy;
