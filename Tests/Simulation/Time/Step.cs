namespace OrleansOps.Simulation.Time;

/// <summary>Something that is to happen.</summary>
/// <param name="Owner">Whose doing it is; it does not happen when that is over, and waits while that is stopped. Null: the world's.</param>
internal sealed record Step(Life? Owner, string What, Action<object?> Run, object? State);
