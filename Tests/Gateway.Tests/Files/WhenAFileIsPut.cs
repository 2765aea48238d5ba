using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Net.Sockets;
using System.Text;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Files;

[System.Runtime.Versioning.SupportedOSPlatform("linux")]
public sealed class WhenAFileIsPut(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    private HttpClient Operator => world.Operator;

    [Fact]
    public async Task ItIsThereUnderItsHash()
    {
        var bytes = SomeBytes.Of(3_000_000);   // more than the body of any other request may have

        var file = await Operator.Put(bytes, "setup.tar");

        Assert.Equal(SomeBytes.Sha256(bytes), file["id"]!.GetValue<string>());
        using var known = await Operator.GetAsync($"/api/v1/files/{SomeBytes.Sha256(bytes)}");
        var view = await known.Json();
        Assert.Equal(("setup.tar", 3_000_000, "first-admin"), (view["name"]!.GetValue<string>(), view["sizeBytes"]!.GetValue<long>(), view["putBy"]!.GetValue<string>()));
        using var download = await Operator.GetAsync($"/api/v1/files/{SomeBytes.Sha256(bytes)}/content");
        Assert.Equal("attachment", download.Content.Headers.ContentDisposition!.DispositionType);
        Assert.Equal(bytes, await download.Content.ReadAsByteArrayAsync());
        using var list = await Operator.GetAsync("/api/v1/files?text=SETUP.t");
        Assert.Equal(SomeBytes.Sha256(bytes), (await list.Json())["items"]![0]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task OnlyTheGatewaysOwnUserMayReadItThere()
    {
        await Operator.Put(SomeBytes.Of(10), "secret.txt");

        var modes = Directory.EnumerateFileSystemEntries(Path.Combine(world.DataDir, "files"), "*", SearchOption.AllDirectories)
            .Select(path => (path, Convert.ToString((int)File.GetUnixFileMode(path) & 0b111_111, 8))).Where(path => path.Item2 is not "0").ToList();

        // The lock holds nothing, and lies in a folder that nobody else can enter.
        Assert.Equal([], modes.Where(path => !path.path.EndsWith("/lock", StringComparison.Ordinal)).Select(path => $"{path.path} {path.Item2}"));
        Assert.Equal("700", Convert.ToString((int)File.GetUnixFileMode(Path.Combine(world.DataDir, "files")), 8));
    }

    [Fact]
    public async Task ItGoesOnAfterTheConnectionWasCut()
    {
        var bytes = SomeBytes.Of(2_000_000);
        var id = (await Operator.BeginUpload(bytes.Length, "cut.bin", SomeBytes.Sha256(bytes)))["id"]!.GetValue<string>();

        using (var socket = new TcpClient())
        {
            await socket.ConnectAsync(IPAddress.Loopback, world.Address.Port);
            var head = $"PATCH /api/v1/files/uploads/{id} HTTP/1.1\r\nHost: x\r\nAuthorization: Bearer {world.AdminToken}\r\nUpload-Offset: 0\r\nContent-Length: {bytes.Length}\r\n\r\n";
            await socket.GetStream().WriteAsync(Encoding.ASCII.GetBytes(head));
            await socket.GetStream().WriteAsync(bytes.AsMemory(0, 700_001));
            await Eventually.Get(() => Operator.Offset(id), offset => offset == 700_001, "what was sent is there");
            socket.Client.LingerState = new LingerOption(true, 0);   // a reset, as of a machine that is gone
        }

        using var rest = await Eventually.Get(
            () => Operator.Append(id, 700_001, bytes[700_001..]), answer => answer.StatusCode != HttpStatusCode.Conflict, "the gateway has seen that the first connection is gone");
        Assert.Equal(SomeBytes.Sha256(bytes), (await rest.Json())["file"]!["id"]!.GetValue<string>());
        using var download = await Operator.GetAsync($"/api/v1/files/{SomeBytes.Sha256(bytes)}/content");
        Assert.Equal(bytes, await download.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task WhoBeginsTheSameAgainGoesOn()
    {
        var bytes = SomeBytes.Of(100_000);
        var first = await Operator.BeginUpload(bytes.Length, "again.bin", SomeBytes.Sha256(bytes));
        using (await Operator.Append(first["id"]!.GetValue<string>(), 0, bytes[..40_000]))
        {
            // a first part
        }

        var second = await Operator.BeginUpload(bytes.Length, "again.bin", SomeBytes.Sha256(bytes));

        Assert.Equal((first["id"]!.GetValue<string>(), 40_000), (second["id"]!.GetValue<string>(), second["offsetBytes"]!.GetValue<long>()));
    }

    [Fact]
    public async Task AContentThatIsThereIsNotSentAgain()
    {
        var bytes = SomeBytes.Of(50_000);
        await Operator.Put(bytes, "first-name.bin", keepSeconds: 100);

        var again = await Operator.BeginUpload(bytes.Length, "second-name.bin", SomeBytes.Sha256(bytes), keepSeconds: 100_000);

        Assert.Null(again["id"]);
        Assert.Equal("second-name.bin", again["file"]!["name"]!.GetValue<string>());
        Assert.Equal("""["first-name.bin"]""", again["file"]!["otherNames"]!.ToJsonString());
        Assert.True(again["file"]!["expiresAt"]!.GetValue<DateTimeOffset>() > TimeProvider.System.GetUtcNow().AddSeconds(90_000));
    }

    [Fact]
    public async Task AnotherContentThanWasAnnouncedIsThrownAway()
    {
        var (announced, sent) = (SomeBytes.Of(1_000), SomeBytes.Of(1_000));
        var id = (await Operator.BeginUpload(1_000, "wrong.bin", SomeBytes.Sha256(announced)))["id"]!.GetValue<string>();

        using var answer = await Operator.Append(id, 0, sent);

        var problem = await answer.IsProblem(HttpStatusCode.UnprocessableEntity, "wrong-content");
        Assert.Contains(SomeBytes.Sha256(sent), problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        using var upload = await Operator.GetAsync($"/api/v1/files/uploads/{id}");
        await upload.IsProblem(HttpStatusCode.NotFound, "unknown-upload");
        using var file = await Operator.GetAsync($"/api/v1/files/{SomeBytes.Sha256(sent)}");
        await file.IsProblem(HttpStatusCode.NotFound, "unknown-file");
    }

    [Fact]
    public async Task MoreThanWasAnnouncedOrAtAnotherPlaceIsRefused()
    {
        var id = (await Operator.BeginUpload(1_000, "parts.bin"))["id"]!.GetValue<string>();

        using var beyond = await Operator.Append(id, 0, SomeBytes.Of(1_001));
        using var gap = await Operator.Append(id, 10, SomeBytes.Of(10));
        using var nowhere = await Operator.PatchAsync($"/api/v1/files/uploads/{id}", new ByteArrayContent(SomeBytes.Of(10)));

        await beyond.IsProblem(HttpStatusCode.BadRequest, "beyond-size");
        await gap.IsProblem(HttpStatusCode.Conflict, "wrong-offset");
        Assert.Equal("0", gap.Headers.GetValues("Upload-Offset").Single());
        await nowhere.IsProblem(HttpStatusCode.BadRequest, "invalid-value");
        Assert.Equal(0, await Operator.Offset(id));
    }

    /// <summary>Without a length ahead, in pieces of any size.</summary>
    [Fact]
    public async Task ABodyWithoutALengthMayNotBeLongerEither()
    {
        var id = (await Operator.BeginUpload(100_000, "chunked.bin"))["id"]!.GetValue<string>();
        using var request = new HttpRequestMessage(HttpMethod.Patch, $"/api/v1/files/uploads/{id}") { Content = new StreamContent(new MemoryStream(SomeBytes.Of(3_000_000))) };
        request.Headers.Add("Upload-Offset", "0");
        request.Headers.TransferEncodingChunked = true;

        try
        {
            using var answer = await Operator.SendAsync(request);
            Assert.True(answer.StatusCode is HttpStatusCode.BadRequest or HttpStatusCode.RequestEntityTooLarge, $"Expected a refusal, was {answer.StatusCode}.");
        }
        catch (HttpRequestException cut) when (cut.InnerException is IOException)
        {
            // The gateway does not read what is too much: who goes on sending may find the line cut before the answer.
        }

        Assert.True(await Operator.Offset(id) <= 100_000);
    }

    [Fact]
    public async Task WhoMissedTheAnswerFindsItDone()
    {
        var bytes = SomeBytes.Of(10_000);
        var id = (await Operator.BeginUpload(bytes.Length, "missed.bin"))["id"]!.GetValue<string>();
        using (await Operator.Append(id, 0, bytes))
        {
            // the answer is lost
        }

        using var asked = await Operator.GetAsync($"/api/v1/files/uploads/{id}");
        using var again = await Operator.Append(id, bytes.Length, []);

        Assert.Equal(SomeBytes.Sha256(bytes), (await asked.Json())["file"]!["id"]!.GetValue<string>());
        Assert.Equal(SomeBytes.Sha256(bytes), (await again.Json())["file"]!["id"]!.GetValue<string>());
    }

    [Fact]
    public async Task AnEmptyFileIsDoneAtOnce()
    {
        var begun = await Operator.BeginUpload(0, "empty");

        Assert.Equal("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855", begun["file"]!["id"]!.GetValue<string>());
        using var download = await Operator.GetAsync($"/api/v1/files/{begun["file"]!["id"]}/content");
        Assert.Equal((HttpStatusCode.OK, 0), (download.StatusCode, (await download.Content.ReadAsByteArrayAsync()).Length));
    }

    [Fact]
    public async Task TwoWhoPutTheSameAtOnceBothHaveIt()
    {
        var bytes = SomeBytes.Of(500_000);
        using var made = await Operator.PostAsJsonAsync("/api/v1/tokens", new { name = "another" });
        using var another = world.Client((await made.Json())["token"]!.GetValue<string>());
        HttpClient[] both = [Operator, another];
        var uploads = await Task.WhenAll(both.Select(client => client.BeginUpload(bytes.Length, "same.bin", SomeBytes.Sha256(bytes))));
        Assert.NotEqual(uploads[0]["id"]!.GetValue<string>(), uploads[1]["id"]!.GetValue<string>());

        var answers = await Task.WhenAll(both.Select((client, i) => client.Append(uploads[i]["id"]!.GetValue<string>(), 0, bytes)));

        foreach (var answer in answers)
        {
            Assert.Equal(SomeBytes.Sha256(bytes), (await answer.Json())["file"]!["id"]!.GetValue<string>());
            answer.Dispose();
        }

        using var download = await another.GetAsync($"/api/v1/files/{SomeBytes.Sha256(bytes)}/content");
        Assert.Equal(bytes, await download.Content.ReadAsByteArrayAsync());
    }

    [Fact]
    public async Task PartsAreReadByRange()
    {
        var bytes = SomeBytes.Of(200_000);
        var path = $"/api/v1/files/{(await Operator.Put(bytes, "ranges.bin"))["id"]}/content";

        using var middle = await Get(path, request => request.Headers.Range = new RangeHeaderValue(1_000, 1_999));
        using var end = await Get(path, request => request.Headers.Range = new RangeHeaderValue(199_000, null));
        using var beyond = await Get(path, request => request.Headers.Range = new RangeHeaderValue(200_000, null));
        using var same = await Get(path, request => request.Headers.IfNoneMatch.Add(middle.Headers.ETag!));
        using var other = await Get(path, request =>
        {
            request.Headers.Range = new RangeHeaderValue(1_000, 1_999);
            request.Headers.IfRange = new RangeConditionHeaderValue(new EntityTagHeaderValue("\"another\""));
        });
        using var head = await Operator.SendAsync(new HttpRequestMessage(HttpMethod.Head, path));

        Assert.Equal(HttpStatusCode.PartialContent, middle.StatusCode);
        Assert.Equal("bytes 1000-1999/200000", middle.Content.Headers.ContentRange!.ToString());
        Assert.Equal(bytes[1_000..2_000], await middle.Content.ReadAsByteArrayAsync());
        Assert.Equal(bytes[199_000..], await end.Content.ReadAsByteArrayAsync());
        Assert.Equal(HttpStatusCode.RequestedRangeNotSatisfiable, beyond.StatusCode);
        Assert.Equal(HttpStatusCode.NotModified, same.StatusCode);
        Assert.Equal((HttpStatusCode.OK, 200_000), (other.StatusCode, (await other.Content.ReadAsByteArrayAsync()).Length));
        Assert.Equal((HttpStatusCode.OK, 200_000), (head.StatusCode, head.Content.Headers.ContentLength));
    }

    [Theory]
    [InlineData("..")]
    [InlineData("a/b")]
    [InlineData("a\\b")]
    [InlineData("")]
    [InlineData("a\nb")]
    [InlineData("\u202egnp.exe")]
    public async Task ANameThatIsNoneIsRefused(string name)
    {
        using var answer = await Operator.PostAsJsonAsync("/api/v1/files/uploads", new { sizeBytes = 1, name });

        await answer.IsProblem(HttpStatusCode.BadRequest, "invalid-name");
    }

    [Theory]
    [InlineData("../../../admin-token")]
    [InlineData("..%2F..%2F..%2Fadmin-token")]
    [InlineData("%2e%2e%2fadmin-token")]
    [InlineData("/etc/passwd")]
    [InlineData("E3B0C44298FC1C149AFBF4C8996FB92427AE41E4649B934CA495991B7852B855")]
    [InlineData("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b8%00")]
    public async Task NoIdLeadsOutOfTheStore(string id)
    {
        foreach (var path in (string[])[$"/api/v1/files/{id}", $"/api/v1/files/{id}/content", $"/api/v1/files/uploads/{id}"])
        {
            foreach (var method in (HttpMethod[])[HttpMethod.Get, HttpMethod.Delete])
            {
                var target = new Uri(world.Address.GetLeftPart(UriPartial.Authority) + path, new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true });
                using var answer = await Operator.SendAsync(new HttpRequestMessage(method, target));
                Assert.True(
                    answer.Content.Headers.ContentType?.MediaType is "text/html" || answer.StatusCode is HttpStatusCode.NotFound or HttpStatusCode.MethodNotAllowed or HttpStatusCode.BadRequest, $"{method} {path}: {answer.StatusCode}");
            }
        }

        Assert.True(File.Exists(world.AdminTokenFile));
    }

    [Fact]
    public async Task ItIsDeletedAndStandsInTheTrail()
    {
        var bytes = SomeBytes.Of(1_000);
        var id = (await Operator.Put(bytes, "gone.bin"))["id"]!.GetValue<string>();

        using var deleted = await Operator.DeleteAsync($"/api/v1/files/{id}");
        using var again = await Operator.DeleteAsync($"/api/v1/files/{id}");

        Assert.Equal(HttpStatusCode.NoContent, deleted.StatusCode);
        await again.IsProblem(HttpStatusCode.NotFound, "unknown-file");
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(world.DataDir, "files"), $"{id}*", SearchOption.AllDirectories));
        using var trail = await Operator.GetAsync($"/api/v1/audit?target={id}");
        Assert.Equal(
            ["deleteFile gone.bin", "continueUpload 1000 bytes, gone.bin"],
            (await trail.Json())["items"]!.AsArray().Where(happened => happened!["outcome"]!.GetValue<string>() == "done").Select(happened => $"{happened!["action"]} {happened["detail"]}"));
    }

    private async Task<HttpResponseMessage> Get(string path, Action<HttpRequestMessage> adjust)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, path);
        adjust(request);
        return await Operator.SendAsync(request);
    }
}
