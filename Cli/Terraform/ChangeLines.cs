using OrleansOps.Platform;

namespace OrleansOps.Cli;

/// <summary>What a plan would change, line by line, with the signs that Terraform uses.</summary>
internal static class ChangeLines
{
    private const string Nothing = "(none)";

    public static IEnumerable<string> Of(PlannedChanges changes)
    {
        foreach (var resource in changes.Resources)
        {
            yield return $"{Sign(resource.Action),3} {Printable.Of(resource.Address)}";
            foreach (var attribute in resource.Attributes)
            {
                yield return $"      {Line(attribute)}";
            }
        }

        foreach (var output in changes.Outputs)
        {
            yield return $"    output {Line(output)}";
        }

        if (changes.Left > 0)
        {
            yield return $"    and {Show.Number(changes.Left)} more";
        }
    }

    private static string Line(AttributeChange change) => change.Before is null
        ? $"{Printable.Of(change.Name)} = {Printable.Of(change.After ?? Nothing)}"
        : $"{Printable.Of(change.Name)}: {Printable.Of(change.Before)} -> {Printable.Of(change.After ?? Nothing)}";

    private static string Sign(string action) => action switch
    {
        "create" => "+",
        "update" => "~",
        "delete" => "-",
        "replace" => "-/+",
        _ => Printable.Of(action),
    };
}
