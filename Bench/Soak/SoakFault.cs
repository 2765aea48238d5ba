namespace OrleansOps.Bench;

/// <summary>One kind of fault.</summary>
/// <param name="Kind">As it is counted.</param>
/// <param name="Weight">How often it is drawn, compared with the others.</param>
/// <param name="Happen">Says what it does, breaks something and mends it again. All chance comes from the given source.</param>
internal sealed record SoakFault(string Kind, int Weight, Func<SoakWorld, Random, Action<string>, CancellationToken, Task> Happen);
