namespace OrleansOps.Cli;

/// <summary>A column of a table.</summary>
/// <param name="Importance">On a narrow terminal the least important columns are left out first; 0 never is.</param>
internal sealed record Column(string Title, int Importance = 0);
