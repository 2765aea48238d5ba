using OrleansOps.Protocol;

namespace OrleansOps.HostAgent.Transfers;

/// <summary>Finds what a task has left, and has each brought by itself: one that cannot be brought keeps no other one back.</summary>
/// <param name="below">Where the task worked.</param>
/// <param name="wanted">What it was said to leave.</param>
/// <param name="put">Brings one, under that name.</param>
/// <param name="tell">Told what has been brought, each time that there is one more.</param>
internal sealed class Gathering(
    string below, FileCollection wanted, Func<LeftPath, string, Task<TaskArtifact>> put, Func<IReadOnlyList<TaskArtifact>, Task>? tell)
{
    private const int MostSaid = 3;

    private readonly TaskPlace _place = new(below);
    private readonly List<TransferException> _problems = [];
    private readonly List<TaskArtifact> _artifacts = [];
    private readonly HashSet<string> _names = new(StringComparer.Ordinal);

    /// <exception cref="TransferException">Some of it is not in the store.</exception>
    public async Task<IReadOnlyList<TaskArtifact>> Run()
    {
        var found = new List<LeftPath>();
        foreach (var path in wanted.Paths)
        {
            await Try(() =>
            {
                found.AddRange(Find(path));
                return Task.CompletedTask;
            });
        }

        found = [.. found.DistinctBy(left => left.Path, StringComparer.Ordinal)];
        if (found.Count > TaskArtifact.Most)
        {
            _problems.Add(new TransferException(
                FailureCode.FileNotRead, $"'artifacts' stand for {found.Count} files, and a task may leave {TaskArtifact.Most}. Name a directory: it comes as one archive."));
        }

        foreach (var left in found.Take(TaskArtifact.Most))
        {
            await Try(async () => await Add(await put(left, Unused(left.Name))));
        }

        return _problems.Count == 0 ? _artifacts : throw Summed();
    }

    private IEnumerable<LeftPath> Find(string path) =>
        path.StartsWith('/') ? PathPatterns.Find(path).Select(found => new LeftPath(found, null)) : PathPatterns.Find(path, below).Select(found => new LeftPath(found, _place));

    private async Task Try(Func<Task> step)
    {
        try
        {
            await step();
        }
        catch (TransferException failed)
        {
            _problems.Add(failed);
            foreach (var artifact in failed.Artifacts ?? [])
            {
                await Add(artifact);
            }

            if (failed.Code == FailureCode.ConnectionFailed)
            {
                throw Summed();   // the next one would wait as long, and for nothing
            }
        }
    }

    private async Task Add(TaskArtifact artifact)
    {
        _artifacts.Add(artifact);
        await (tell?.Invoke(_artifacts) ?? Task.CompletedTask);
    }

    private TransferException Summed()
    {
        var said = _problems.Take(MostSaid).Select(problem => problem.Message);
        var rest = _problems.Count - MostSaid;
        return new TransferException(_problems[0].Code, string.Join(' ', rest > 0 ? said.Append($"So it is with {rest} more.") : said)) { Artifacts = _artifacts };
    }

    /// <summary>Two of one name would become one where they are downloaded.</summary>
    private string Unused(string name)
    {
        var (unused, number) = (name, 1);
        while (!_names.Add(unused))
        {
            unused = $"{++number}-{name}";
        }

        return unused;
    }
}
