using System.Text.Json;

namespace OrleansOps.Cli.Tests;

public sealed class WorkflowFileTests : IDisposable
{
    private static readonly Dictionary<string, string> NoValues = [];

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task Read_AWholeFile_IsWhatTheServerTakes()
    {
        await File.WriteAllTextAsync(Path.Combine(_folder.Path, "patch.sh"), "echo hello\n");
        var file = await Read("""
            name: 2.4
            parameters: {count: {type: number, default: 1}}
            values: {version: 1.10, other: x}
            steps:
              - name: first
                mayFail: true
                job: {on: role=web, batches: 1, maxErrors: 5, maxConcurrent: 3, task: &t {kind: bash, scriptFile: patch.sh, timeoutSeconds: 600, env: {A: 007}}}
              - name: second
                needs: []
                job: {on: all, task: *t}
              - {name: wait, waitSeconds: 5, if: {step: first, output: go, is: true}}
            """, new Dictionary<string, string> { ["other"] = "y" });

        Assert.Equal(
            """{"name":"2.4","parameters":{"count":{"type":"number","default":"1"}},"steps":[{"name":"first","mayFail":true,"job":{"on":"role=web","batches":"1","maxErrors":"5","maxConcurrent":3,"task":{"kind":"bash","script":"echo hello\n","timeoutSeconds":600,"env":{"A":"007"}}}},{"name":"second","needs":[],"job":{"on":"all","task":{"kind":"bash","script":"echo hello\n","timeoutSeconds":600,"env":{"A":"007"}}}},{"name":"wait","waitSeconds":5,"if":{"step":"first","output":"go","is":"true"}}],"values":{"version":"1.10","other":"y"}}""",
            file.Body.GetRawText());
    }

    [Theory]
    [InlineData("", ":1:1: The file is empty")]
    [InlineData("- a", ":1:1: This is no workflow")]
    [InlineData("steps: []\n---\nsteps: []", ":3:1: A second document begins here")]
    [InlineData("steps: [", "This is no YAML")]
    [InlineData("steps: []\nsteps: []", ":2:1: This is no YAML")]
    [InlineData("values: 5", ":1:9: 'values' must have")]
    [InlineData("? [a]\n: b", ":1:3: A field's name must be a word")]
    [InlineData("steps:\n  - job: {task: {scriptFile: none.sh}}", ":2:30: There is no file none.sh beside the workflow")]
    [InlineData("steps:\n  - job: {task: {scriptFile: []}}", ":2:30: 'scriptFile' must be the name of a file")]
    public async Task Read_ABadFile_IsRefusedAtItsPlace(string text, string said)
    {
        var refused = await Assert.ThrowsAsync<CliException>(() => Read(text, NoValues));

        Assert.Equal(ExitCodes.Usage, refused.ExitCode);
        Assert.Contains(said, refused.Title, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Read_NamesThatStandForOthers_AreBounded()
    {
        var text = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + string.Concat(Enumerable.Range(1, 8).Select(level =>
            $"{(char)('a' + level)}: &{(char)('a' + level)} [{string.Join(", ", Enumerable.Repeat($"*{(char)('a' + level - 1)}", 10))}]\n"));

        Assert.Contains("more than 100000 values", (await Assert.ThrowsAsync<CliException>(() => Read(text, NoValues))).Title, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("steps[1].job.on", ":4:11:")]
    [InlineData("steps[1].job.task.env", ":4:5:")]
    [InlineData("steps[0].name", ":2:5:")]
    [InlineData("steps[9].name", ":1:1:")]
    public async Task Placed_WhatTheServerSaysOfAField_IsSaidOfItsPlace(string field, string place)
    {
        var file = await Read("steps:\n  - name: a\n  - name: b\n    job: {on: x}\n", NoValues);
        var refused = new CliException(ExitCodes.Refused, "It is wrong.") { Problem = new Problem(Errors: new Dictionary<string, string[]> { [field] = ["wrong"] }) };

        Assert.Contains($"workflow.yaml{place} It is wrong.", file.Placed(refused).Title, StringComparison.Ordinal);
        var other = new CliException(ExitCodes.Refused, "It is wrong.") { Problem = new Problem(Errors: new Dictionary<string, string[]> { ["id"] = ["wrong"] }) };
        Assert.Same(other, file.Placed(other));
    }

    /// <summary>A number where a text is wanted is a text, so each field of a workflow that is text must be known; and none that is not.</summary>
    [Fact]
    public void TextFields_AreThoseOfTheApi()
    {
        using var document = JsonDocument.Parse(File.ReadAllText(Path.Combine(PrintedCommands.Root, "Api", "openapi.json")));
        var schemas = document.RootElement.GetProperty("components").GetProperty("schemas");
        var (text, other, seen) = (new SortedSet<string>(StringComparer.Ordinal), new SortedSet<string>(StringComparer.Ordinal), new HashSet<string>(StringComparer.Ordinal));
        Visit("SubmitWorkflow");

        Assert.Empty(text.Intersect(other));
        Assert.Equal(string.Join(", ", text), string.Join(", ", WorkflowFile.TextFields.Order(StringComparer.Ordinal)));

        void Visit(string schema)
        {
            if (!seen.Add(schema) || !schemas.GetProperty(schema).TryGetProperty("properties", out var properties))
            {
                return;
            }

            foreach (var property in properties.EnumerateObject())
            {
                Look(property.Name, property.Value);
            }
        }

        void Look(string name, JsonElement type)
        {
            if (Reference(type) is { } reference)
            {
                if (schemas.GetProperty(reference).TryGetProperty("enum", out _))
                {
                    text.Add(name);
                }
                else
                {
                    Visit(reference);
                }
            }
            else if (type.TryGetProperty("items", out var items) || (type.TryGetProperty("additionalProperties", out items) && items.ValueKind == JsonValueKind.Object))
            {
                Look(name, items);
            }
            else if (type.TryGetProperty("type", out var kind))
            {
                (kind.GetRawText().Contains("\"string\"", StringComparison.Ordinal) && !kind.GetRawText().Contains("integer", StringComparison.Ordinal) ? text : other).Add(name);
            }
        }

        static string? Reference(JsonElement type) => type.TryGetProperty("$ref", out var reference)
            ? reference.GetString()!.Split('/')[^1]
            : type.TryGetProperty("oneOf", out var several) ? several.EnumerateArray().Select(Reference).FirstOrDefault(one => one is not null) : null;
    }

    private async Task<WorkflowFile> Read(string text, IReadOnlyDictionary<string, string> values)
    {
        var path = Path.Combine(_folder.Path, "workflow.yaml");
        await File.WriteAllTextAsync(path, text);
        return await WorkflowFile.Read(path, values, CancellationToken.None);
    }
}
