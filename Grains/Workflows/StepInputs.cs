using System.Text;
using OrleansOps.Jobs;

namespace OrleansOps.Workflows;

/// <summary>What a step gets of what earlier ones have put out, and whether that lets it run: pure functions of what is stored.</summary>
internal static class StepInputs
{
    /// <summary>Bytes of all variables of a task, names and values: what a host takes.</summary>
    public const int MostBytes = 64 * 1024;

    /// <summary>Bytes of outputs that a workflow keeps of all of its steps together.</summary>
    public const int MostKeptBytes = 256 * 1024;

    /// <summary>The values of its variables, or why it can have none.</summary>
    public static (IReadOnlyDictionary<string, string> Values, Said? Wrong) Of(WorkflowState workflow, WorkflowStep step)
    {
        var values = new Dictionary<string, string>(StringComparer.Ordinal);
        foreach (var (variable, output) in step.Inputs ?? new Dictionary<string, OutputOfStep>())
        {
            var (value, wrong) = Value(workflow, output);
            if (value is null)
            {
                return (values, wrong);
            }

            values.Add(variable, value);
        }

        return values.Count > 0 && Size(step, values) is > MostBytes and var bytes ? (values, WorkflowReasons.InputsTooLarge(bytes, MostBytes)) : (values, null);
    }

    /// <summary>Whether its condition holds and, where not, what it is; or why that cannot be said.</summary>
    public static (bool Holds, Said? Declined, Said? Wrong) Condition(WorkflowState workflow, WorkflowStep step)
    {
        if (step.If is not { } test)
        {
            return (true, null, null);
        }

        var (value, wrong) = Value(workflow, test.Output);
        return value is null ? (false, null, wrong)
            : string.Equals(value, test.Value, StringComparison.Ordinal) != test.IsNot ? (true, null, null)
            : (false, WorkflowReasons.Declined(NameOf(workflow, test.Output), test.Output.Name, value), null);
    }

    /// <summary>What is kept of what a step has put out, beside what others have; null: nothing.</summary>
    public static OutputsOfJob? Kept(WorkflowState workflow, OutputsOfJob outputs)
    {
        var kept = outputs.Within(Math.Min(OutputsOfJob.MostBytes, MostKeptBytes - workflow.Steps.Sum(step => step.Outputs?.Size ?? 0)));
        return kept.IsEmpty ? null : kept;
    }

    private static (string? Value, Said? Wrong) Value(WorkflowState workflow, OutputOfStep output)
    {
        var (outputs, step) = (workflow.Steps[output.Step].Outputs ?? OutputsOfJob.None, NameOf(workflow, output));
        return outputs.Find(output.Name) switch
        {
            { Differs: true } both => (null, WorkflowReasons.OutputDiffers(step, both)),
            { } one => (one.Value, null),
            null when outputs.MayLack(output.Name) => (null, WorkflowReasons.OutputNotKept(step, output.Name)),
            _ => output.Default is { } value ? (value, null) : (null, WorkflowReasons.OutputNotSet(step, output.Name)),
        };
    }

    private static string NameOf(WorkflowState workflow, OutputOfStep output) => workflow.Spec!.Steps[output.Step].Name;

    /// <summary>Secrets count as they are sealed, which is more than they have: it is refused here rather than by a host.</summary>
    private static int Size(WorkflowStep step, Dictionary<string, string> values)
    {
        var task = step.Job!.Task;
        return task.Env.Concat(values).Sum(variable => variable.Key.Length + Encoding.UTF8.GetByteCount(variable.Value) + 2)
            + (task.Secrets?.Sum(secret => secret.Key.Length + secret.Value.Length + 2) ?? 0);
    }
}
