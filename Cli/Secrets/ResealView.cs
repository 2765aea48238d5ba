namespace OrleansOps.Cli;

/// <summary>What became of stored secrets that were to be sealed with the first key.</summary>
/// <param name="Kept">Those that were already.</param>
/// <param name="Unreadable">Names of those that none of the keys opens.</param>
internal sealed record ResealView(int Resealed, int Kept, IReadOnlyList<string> Unreadable);
