using Microsoft.Extensions.Time.Testing;
using OrleansOps.Files;

namespace OrleansOps.Tests.Gateway.Files;

/// <summary>What is on disk after a while, or after a gateway that was killed. Another store on the same folder is the gateway that comes after it.</summary>
public sealed class WhenTimeOrACrashPasses : IDisposable
{
    private readonly TemporaryDirectory _folder = new();
    private readonly FakeTimeProvider _time = new(TimeProvider.System.GetUtcNow());
    private readonly StoreUnderTest _store;
    private readonly StoreUnderTest _next;

    public WhenTimeOrACrashPasses() => (_store, _next) = (new StoreUnderTest(_folder.Path, _time), new StoreUnderTest(_folder.Path, _time));

    public void Dispose()
    {
        _store.Dispose();
        _next.Dispose();
        _folder.Dispose();
    }

    [Fact]
    public async Task AFileGoesWhenItsTimeIsOver()
    {
        var (brief, lasting) = (await _store.Put(SomeBytes.Of(10), keepSeconds: 60), await _store.Put(SomeBytes.Of(20), keepSeconds: 3_600));
        await using var reading = await _store.Files.Open(brief.Sha256, default);

        _time.Advance(TimeSpan.FromSeconds(61));
        var found = await _store.Files.Find(brief.Sha256, default);
        var swept = await _next.Files.Sweep(default);

        Assert.Null(found);
        Assert.Equal(new SweptFiles(1, 0, 0), swept);
        Assert.Equal([_store.Paths.Content(lasting.Sha256)], Contents());
        Assert.Equal(10, (await new StreamReader(reading!).BaseStream.ReadAtLeastAsync(new byte[10], 10)));   // who reads it reads on
        Assert.Equal([lasting.Sha256], (await _store.Files.List(default)).Files.Select(file => file.Sha256));
    }

    [Fact]
    public async Task PutAgainItStaysForLonger()
    {
        var bytes = SomeBytes.Of(10);
        await _store.Put(bytes, keepSeconds: 60);
        _time.Advance(TimeSpan.FromSeconds(50));
        await _next.Put(bytes, keepSeconds: 60);
        _time.Advance(TimeSpan.FromSeconds(50));

        var swept = await _store.Files.Sweep(default);

        Assert.Equal(new SweptFiles(0, 0, 0), swept);
        Assert.NotNull(await _store.Files.Find(SomeBytes.Sha256(bytes), default));
    }

    [Fact]
    public async Task AnUploadIsGivenUpAfterADay()
    {
        var begun = await _store.Files.Begin(StoreUnderTest.Upload(100), default);
        await _store.Append(begun.Upload!.Id, 0, SomeBytes.Of(50));

        var early = await _store.Files.Sweep(default);
        _time.Advance(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1));
        var late = await _store.Files.Sweep(default);

        Assert.Equal((0, 1), (early.Uploads, late.Uploads));
        Assert.Equal(UploadOutcome.Unknown, (await _store.Files.FindUpload(begun.Upload.Id, default)).Outcome);
        Assert.Empty(Directory.EnumerateFileSystemEntries(_store.Paths.Uploads));
    }

    [Fact]
    public async Task AnotherGatewayGoesOnWithAnUpload()
    {
        var bytes = SomeBytes.Of(1_000_000);
        var begun = await _store.Files.Begin(StoreUnderTest.Upload(bytes.Length), default);
        await _store.Append(begun.Upload!.Id, 0, bytes[..400_000]);

        var rest = await _next.Append(begun.Upload.Id, 400_000, bytes[400_000..]);

        Assert.Equal((UploadOutcome.Done, SomeBytes.Sha256(bytes)), (rest.Outcome, rest.File?.Sha256));
        Assert.Equal(bytes, await File.ReadAllBytesAsync(_store.Paths.Content(SomeBytes.Sha256(bytes))));
    }

    [Fact]
    public async Task AnUploadWhoseBytesAreAllThereIsFinishedByTheNextQuestion()
    {
        var bytes = SomeBytes.Of(1_000);
        var begun = await _store.Files.Begin(StoreUnderTest.Upload(bytes.Length), default);
        await File.WriteAllBytesAsync(_store.Paths.UploadBytes(begun.Upload!.Id), bytes);   // the last byte came, and then the gateway was killed

        var asked = await _next.Files.FindUpload(begun.Upload.Id, default);

        Assert.Equal((UploadOutcome.Done, SomeBytes.Sha256(bytes)), (asked.Outcome, asked.File?.Sha256));
    }

    [Fact]
    public async Task AContentInItsPlaceWithoutARecordIsFinishedByTheNextQuestion()
    {
        var (id, sha256) = await KilledAfterTheRename();

        var swept = await _next.Files.Sweep(default);
        var before = await _next.Files.Find(sha256, default);
        var asked = await _next.Files.FindUpload(id, default);

        Assert.Equal(new SweptFiles(0, 0, 0), swept);   // an upload still names it
        Assert.Null(before);
        Assert.Equal((UploadOutcome.Done, sha256), (asked.Outcome, asked.File?.Sha256));
        Assert.NotNull(await _next.Files.Find(sha256, default));
    }

    [Fact]
    public async Task AContentThatNobodyAsksForAnyMoreIsSwept()
    {
        var (id, _) = await KilledAfterTheRename();
        await _next.Files.Abandon(id, default);

        var swept = await _next.Files.Sweep(default);

        Assert.Equal(1, swept.Orphans);
        Assert.Empty(Contents());
    }

    [Fact]
    public async Task OnlyOneMayAddToAnUploadAtATime()
    {
        var begun = await _store.Files.Begin(StoreUnderTest.Upload(100), default);
        var pipe = new System.IO.Pipelines.Pipe();
        var adding = _store.Files.Append(begun.Upload!.Id, 0, pipe.Reader, default).AsTask();

        var other = await _next.Append(begun.Upload.Id, 0, SomeBytes.Of(10));
        await pipe.Writer.WriteAsync(SomeBytes.Of(100));
        await pipe.Writer.CompleteAsync();

        Assert.Equal(UploadOutcome.Busy, other.Outcome);
        Assert.Equal(UploadOutcome.Done, (await adding.Within("the first upload is done")).Outcome);
    }

    /// <summary>The record of the file is the last thing to be written: without it, it is as if the gateway had been killed before.</summary>
    private async Task<(string Upload, string Sha256)> KilledAfterTheRename()
    {
        var bytes = SomeBytes.Of(1_000);
        var begun = await _store.Files.Begin(StoreUnderTest.Upload(bytes.Length), default);
        var record = await File.ReadAllTextAsync(_store.Paths.UploadRecord(begun.Upload!.Id));
        var done = await _store.Append(begun.Upload.Id, 0, bytes);
        File.Delete(_store.Paths.Record(done.File!.Sha256));
        await File.WriteAllTextAsync(_store.Paths.UploadRecord(begun.Upload.Id), record.Replace("\"name\"", $"\"sha256\":\"{done.File.Sha256}\",\"name\"", StringComparison.Ordinal));
        return (begun.Upload.Id, done.File.Sha256);
    }

    private IEnumerable<string> Contents() => Directory.EnumerateFiles(_store.Paths.Contents, "*", SearchOption.AllDirectories);
}
