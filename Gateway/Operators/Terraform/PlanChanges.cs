using System.Text.Json;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>
/// Reads what a plan would change out of what <c>terraform show -json</c> says of it, and leaves out what Terraform knows as sensitive. The format is documented (format_version 1);
/// what is not as it says is passed over, so a later one is shown as far as it is understood.
/// </summary>
internal static class PlanChanges
{
    private const int MostChanges = 25_000;
    private const int TextLength = 1_000;
    private const string Sensitive = "(sensitive)";
    private const string Unknown = "(known after apply)";

    public static (Api.PlannedChanges Changes, PlanCounts Counts) Read(JsonElement plan)
    {
        var (resources, counts, left) = (new List<Api.ResourceChange>(), PlanCounts.None, 0);
        foreach (var resource in Items(plan, "resource_changes"))
        {
            if (!resource.TryGetProperty("change", out var change) || ActionOf(change) is not { } action || action is "no-op" or "read")
            {
                continue;
            }

            counts = action switch
            {
                "create" => counts with { Add = counts.Add + 1 },
                "update" => counts with { Change = counts.Change + 1 },
                "delete" => counts with { Destroy = counts.Destroy + 1 },
                "replace" => counts with { Add = counts.Add + 1, Destroy = counts.Destroy + 1 },
                _ => counts,
            };
            if (resources.Count >= MostChanges)
            {
                left++;
                continue;
            }

            resources.Add(new Api.ResourceChange { Address = Text(resource, "address"), Action = action, Attributes = action is "delete" or "forget" ? [] : Attributes(change) });
        }

        var outputs = new List<Api.AttributeChange>();
        if (plan.TryGetProperty("output_changes", out var all) && all.ValueKind == JsonValueKind.Object)
        {
            foreach (var output in all.EnumerateObject().Where(output => ActionOf(output.Value) is not (null or "no-op")))
            {
                if (outputs.Count >= MostChanges)
                {
                    left++;
                    continue;
                }

                outputs.Add(new Api.AttributeChange { Name = output.Name, Before = Shown(output.Value, "before"), After = Shown(output.Value, "after") });
            }
        }

        return (new Api.PlannedChanges { Resources = resources, Outputs = outputs, Left = left }, counts);
    }

    private static string? ActionOf(JsonElement change)
    {
        var actions = Items(change, "actions").Where(action => action.ValueKind == JsonValueKind.String).Select(action => action.GetString()!).ToList();
        return actions switch
        {
            [] => null,
            [var one] => one,
            _ when actions.Contains("delete", StringComparer.Ordinal) && actions.Contains("create", StringComparer.Ordinal) => "replace",
            _ => string.Join(", ", actions),
        };
    }

    private static List<Api.AttributeChange> Attributes(JsonElement change)
    {
        var (before, after) = (Part(change, "before"), Part(change, "after"));
        var (hiddenBefore, hiddenAfter, unknown) = (Part(change, "before_sensitive"), Part(change, "after_sensitive"), Part(change, "after_unknown"));
        var names = Names(before).Concat(Names(after)).Concat(Names(unknown)).Distinct(StringComparer.Ordinal).Order(StringComparer.Ordinal);
        var changes = new List<Api.AttributeChange>();
        foreach (var name in names)
        {
            var (was, becomes, later) = (Part(before, name), Part(after, name), Part(unknown, name));
            var isLater = HasTrue(later);
            if (!isLater && (was is { } one && becomes is { } other ? JsonElement.DeepEquals(one, other) : IsNothing(was) && IsNothing(becomes)))
            {
                continue;
            }

            changes.Add(new Api.AttributeChange { Name = name, Before = Shown(was, Part(hiddenBefore, name), unknown: null), After = Shown(becomes, Part(hiddenAfter, name), later) });
        }

        return changes;
    }

    private static string? Shown(JsonElement output, string when) =>
        Shown(Part(output, when), Part(output, $"{when}_sensitive"), string.Equals(when, "after", StringComparison.Ordinal) ? Part(output, "after_unknown") : null);

    private static string? Shown(JsonElement? value, JsonElement? sensitive, JsonElement? unknown)
    {
        if (HasTrue(sensitive))
        {
            return IsNothing(value) && !HasTrue(unknown) ? null : Sensitive;   // a value of which a part is sensitive is not shown at all
        }

        if (IsNothing(value))
        {
            return HasTrue(unknown) ? Unknown : null;
        }

        var text = value!.Value.GetRawText();
        return text.Length <= TextLength ? text : $"{text[..TextLength]}...";
    }

    /// <summary>Marks are true for all of a value, or have the form of the value with true in it.</summary>
    private static bool HasTrue(JsonElement? mark) => mark is { } given && given.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.Object => given.EnumerateObject().Any(each => HasTrue(each.Value)),
        JsonValueKind.Array => given.EnumerateArray().Any(each => HasTrue(each)),
        _ => false,
    };

    private static bool IsNothing(JsonElement? value) => value is not { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) };

    private static JsonElement? Part(JsonElement? whole, string name) => whole is { } given && given.ValueKind switch
    {
        JsonValueKind.Object => given.TryGetProperty(name, out _),
        JsonValueKind.True => true,
        _ => false,
    }
    ? given.ValueKind == JsonValueKind.True ? given : given.GetProperty(name)
    : null;

    private static IEnumerable<string> Names(JsonElement? whole) => whole is { ValueKind: JsonValueKind.Object } given ? given.EnumerateObject().Select(each => each.Name) : [];

    private static JsonElement.ArrayEnumerator Items(JsonElement whole, string name) =>
        whole.ValueKind == JsonValueKind.Object && whole.TryGetProperty(name, out var items) && items.ValueKind == JsonValueKind.Array ? items.EnumerateArray() : default;

    private static string Text(JsonElement whole, string name) => whole.TryGetProperty(name, out var text) && text.ValueKind == JsonValueKind.String ? text.GetString()! : "?";
}
