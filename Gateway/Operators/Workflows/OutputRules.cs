using OrleansOps.Http;
using OrleansOps.Operators.Agents;
using OrleansOps.Operators.Tasks;
using OrleansOps.Protocol;

namespace OrleansOps.Operators.Workflows;

/// <summary>What a step may say of what earlier steps have put out. A rule that is broken names its field in the step, its limit and the way out.</summary>
internal static class OutputRules
{
    private const int MostInputs = 50;
    private const int ValueLength = 4_096;

    /// <summary>The first rule that the step breaks, or null. All other rules of the step, and those before it, hold.</summary>
    public static Refusal? Broken(IReadOnlyList<Api.SubmitStep> steps, int place)
    {
        var step = steps[place];
        return step.If is null && step.Inputs is null ? null : Condition(step.If, steps, place) ?? Inputs(step, steps, place);
    }

    private static Refusal? Condition(Api.SubmitCondition? test, IReadOnlyList<Api.SubmitStep> steps, int place) => test is null
        ? null
        : Reference("if", test.Step, test.Output, test.Default, steps, place) ?? (test switch
        {
            { Is: null, IsNot: null } => Refusal.Bad(Api.ProblemCodes.MissingField, "if.is", "'if' needs one of 'is' and 'isNot': what the output is compared with."),
            { Is: not null, IsNot: not null } => Refusal.Bad(Api.ProblemCodes.NotTogether, "if.isNot", "'if' has both 'is' and 'isNot'. Send one of them."),
            { Is.Length: > ValueLength } or { IsNot.Length: > ValueLength } => TooLong(test.Is is null ? "if.isNot" : "if.is"),
            _ => null,
        });

    private static Refusal? Inputs(Api.SubmitStep step, IReadOnlyList<Api.SubmitStep> steps, int place)
    {
        if (step.Inputs is not { } inputs)
        {
            return null;
        }

        if (step.Job?.Task is not { } task || task.Kind is OrleansOps.Tasks.TaskKind.File or OrleansOps.Tasks.TaskKind.Collect)
        {
            return Refusal.Bad(Api.ProblemCodes.NotTogether, "inputs", "'inputs' are variables of what the step runs, and it runs nothing that has any. Leave them out.");
        }

        var count = (task.Env?.Count ?? 0) + (task.Secrets?.Count ?? 0) + (task.StoredSecrets?.Count ?? 0) + inputs.Count;
        return inputs.Count > MostInputs || count > Limits.EnvCount
            ? Refusal.Bad(Api.ProblemCodes.TooManyVariables, "inputs", $"'inputs' has {inputs.Count}, and its task {count} variables with them; the limits are {MostInputs} and {Limits.EnvCount}.")
            : EnvironmentRules.Names("inputs", inputs.Keys)
                ?? inputs.Select(input => Input(input.Key, input.Value, task, steps, place)).FirstOrDefault(broken => broken is not null);
    }

    private static Refusal? Input(string name, Api.SubmitInput? input, Api.SubmitTask task, IReadOnlyList<Api.SubmitStep> steps, int place)
    {
        var field = $"inputs.{name}";
        return task.Env?.ContainsKey(name) is true || task.Secrets?.ContainsKey(name) is true || task.StoredSecrets?.ContainsKey(name) is true
            ? Refusal.Bad(Api.ProblemCodes.GivenTwice, field, $"The task has a variable '{name}' already. Choose another name, or leave one of them out.")
            : input is null
                ? Refusal.Bad(Api.ProblemCodes.MissingField, field, $"'{name}' must say which output of which step it is: {{step: build, output: version}}.")
                : Reference(field, input.Step, input.Output, input.Default, steps, place);
    }

    private static Refusal? Reference(string field, string? step, string? output, string? value, IReadOnlyList<Api.SubmitStep> steps, int place)
    {
        var earlier = steps.Take(place).ToList();
        var meant = earlier.FindIndex(each => string.Equals(each.Name, step, StringComparison.Ordinal));
        return (step, output) switch
        {
            (null, _) => Refusal.Bad(Api.ProblemCodes.MissingField, $"{field}.step", "'step' must say whose output is meant."),
            _ when meant < 0 => Refusal.Bad(Api.ProblemCodes.UnknownStep, $"{field}.step", $"No step before this one is called '{AgentNames.Shown(step)}'."),
            _ when !Waited(earlier, steps[place], place).Contains(meant) => Refusal.Bad(
                Api.ProblemCodes.UnknownStep, $"{field}.step", $"This step does not wait for '{step}', so what that puts out may not be there yet. Name it in 'needs'."),
            _ when earlier[meant].Job is null => Refusal.Bad(Api.ProblemCodes.UnknownStep, $"{field}.step", $"Step '{step}' is no job, and puts nothing out."),
            (_, null) => Refusal.Bad(Api.ProblemCodes.MissingField, $"{field}.output", $"'output' must say which output of '{step}' is meant."),
            _ when !TaskOutputs.IsName(output) => Refusal.Bad(
                Api.ProblemCodes.InvalidName, $"{field}.output", $"'output' must be 1 to {Limits.IdLength} letters, digits, '_' or '-', as in ##[set-output name=NAME]VALUE."),
            _ when value?.Length > ValueLength => TooLong($"{field}.default"),
            _ => null,
        };
    }

    /// <summary>Places of all steps that must be over before it may begin.</summary>
    private static HashSet<int> Waited(List<Api.SubmitStep> earlier, Api.SubmitStep step, int place)
    {
        var waited = new HashSet<int>();
        var left = new Stack<(Api.SubmitStep Step, int Place)>([(step, place)]);
        while (left.TryPop(out var next))
        {
            var needs = next.Step.Needs is { } names
                ? names.Select(name => earlier.FindIndex(each => string.Equals(each.Name, name, StringComparison.Ordinal)))
                : next.Place == 0 ? [] : [next.Place - 1];
            foreach (var need in needs.Where(waited.Add))
            {
                left.Push((earlier[need], need));
            }
        }

        return waited;
    }

    private static Refusal TooLong(string field) =>
        Refusal.Bad(Api.ProblemCodes.InvalidValue, field, $"'{field[(field.LastIndexOf('.') + 1)..]}' must have at most {ValueLength} characters.");
}
