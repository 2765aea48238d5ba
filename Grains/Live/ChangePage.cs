namespace OrleansOps.Live;

/// <summary>Changes that follow one another.</summary>
/// <param name="Cursor">Asks for what comes after this page.</param>
/// <param name="IsWhole">False if something between the cursor that was asked for and this page is not known any more.</param>
/// <param name="Items">Each thing at most once, with its newest view, or null if it is gone.</param>
public sealed record ChangePage<T>(string Cursor, bool IsWhole, IReadOnlyList<KeyValuePair<string, T?>> Items)
    where T : class;
