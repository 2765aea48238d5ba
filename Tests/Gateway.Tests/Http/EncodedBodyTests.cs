using System.IO.Compression;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using OrleansOps.Tests.Gateway.World;

namespace OrleansOps.Tests.Gateway.Http;

public sealed class EncodedBodyTests(GatewayWorld world) : IClassFixture<GatewayWorld>
{
    [Theory]
    [InlineData("gzip")]
    [InlineData("deflate")]
    [InlineData("identity, gzip")]
    [InlineData("anything")]
    public async Task ABodyThatMayBecomeMoreThanItIsIsRefused(string encoding)
    {
        using var body = new ByteArrayContent(Zipped(10 * 1024 * 1024));
        body.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        body.Headers.TryAddWithoutValidation("Content-Encoding", encoding);
        using var answer = await world.Operator.PutAsync("/api/v1/tasks/zipped", body);

        var problem = await answer.IsProblem(HttpStatusCode.UnsupportedMediaType, "encoded-body");
        Assert.Contains("Content-Encoding", problem["detail"]!.GetValue<string>(), StringComparison.Ordinal);
        Assert.Equal("identity", answer.Headers.NonValidated["Accept-Encoding"].Single());
        using var task = await world.Operator.GetAsync("/api/v1/tasks/zipped");
        Assert.Equal(HttpStatusCode.NotFound, task.StatusCode);
    }

    [Fact]
    public async Task NoEncodingIsAnEncodingToo()
    {
        using var body = JsonContent.Create(new { name = "plain" });
        body.Headers.ContentEncoding.Add("identity");
        using var answer = await world.Operator.PostAsync("/api/v1/tokens", body);

        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
    }

    [Fact]
    public async Task AnAnswerIsNeverCompressed()
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, "/api/v1/tokens");
        request.Headers.AcceptEncoding.ParseAdd("gzip, br, deflate");
        using var answer = await world.Operator.SendAsync(request);

        Assert.Empty(answer.Content.Headers.ContentEncoding);   // a secret beside a caller's own text could be guessed by the length
    }

    private static byte[] Zipped(int spaces)
    {
        using var to = new MemoryStream();
        using (var zip = new GZipStream(to, CompressionLevel.Fastest))
        {
            zip.Write(new byte[spaces]);
        }

        return to.ToArray();
    }
}
