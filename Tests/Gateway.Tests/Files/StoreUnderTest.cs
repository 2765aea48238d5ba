using System.IO.Pipelines;
using Microsoft.Extensions.Options;
using Microsoft.Extensions.Time.Testing;
using OrleansOps.Files;
using OrleansOps.Files.Disk;

namespace OrleansOps.Tests.Gateway.Files;

/// <summary>The store of one gateway, on a folder that may be that of others too.</summary>
internal sealed class StoreUnderTest : IDisposable
{
    private readonly StoreLock _lock;
    private readonly RunningHashes _hashes = new();

    public StoreUnderTest(string folder, FakeTimeProvider time)
    {
        Paths = new FilePaths(folder);
        _lock = new StoreLock(Paths, TimeProvider.System);
        Files = new DiskFileStore(Paths, new FileRecords(Paths), new DiskUploads(Paths, _hashes), _lock, Options.Create(new FileStoreOptions { SpareBytes = 0 }), time);
    }

    public FilePaths Paths { get; }

    public IFileStore Files { get; }

    public static FileUpload Upload(int size, string? sha256 = null, int keepSeconds = 3_600) => new()
    {
        Id = Guid.NewGuid().ToString("N"),
        Size = size,
        Sha256 = sha256,
        Name = "some.bin",
        MediaType = "application/octet-stream",
        KeepSeconds = keepSeconds,
        By = "tester",
        ById = "t1",
    };

    public async Task<UploadStep> Append(string id, long offset, byte[] bytes) =>
        await Files.Append(id, offset, PipeReader.Create(new MemoryStream(bytes)), CancellationToken.None);

    public async Task<StoredFile> Put(byte[] bytes, int keepSeconds = 3_600)
    {
        var begun = await Files.Begin(Upload(bytes.Length, keepSeconds: keepSeconds), CancellationToken.None);
        return (await Append(begun.Upload!.Id, 0, bytes)).File!;
    }

    public void Dispose()
    {
        _lock.Dispose();
        _hashes.Dispose();
    }
}
