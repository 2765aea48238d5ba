using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace OrleansOps.Cli;

/// <summary>A list, as --output wants it.</summary>
internal static class WrittenList
{
    /// <summary>As it came, what its items are called, or a table.</summary>
    /// <param name="session">Where to.</param>
    /// <param name="list">As the server gave it.</param>
    /// <param name="item">How one of it is read.</param>
    /// <param name="none">What is said where there is none.</param>
    /// <param name="name">What one of it is called.</param>
    /// <param name="table">All of it, for people.</param>
    /// <param name="more">How to see the rest, where there is one.</param>
    public static int WriteList<T>(
        this Session session, Page<JsonElement> list, JsonTypeInfo<T> item, string none, Func<T, string?> name, Func<IEnumerable<T>, Listing> table, string more = "Use --limit N or --all.")
    {
        if (session.Json)
        {
            session.WriteJson(list, CliJson.Readable.PageJsonElement);
            return ExitCodes.Success;
        }

        if (list.Items.Count == 0)
        {
            session.Notes.Info(none);
            return ExitCodes.Success;
        }

        var found = list.Items.Select(one => one.Deserialize(item)!);
        if (session.Format == OutputFormat.Name)
        {
            session.WriteNames(found.Select(name));
            return ExitCodes.Success;
        }

        table(found).Write(session.Tables);
        if (list.NextCursor is not null)
        {
            session.Notes.Progress($"There are more. {more}");
        }

        return ExitCodes.Success;
    }
}
