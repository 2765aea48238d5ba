using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace OrleansOps.Operators.Description;

/// <summary>The description as it is sent. Made once, at the first question, whoever asks: it never changes while the program runs.</summary>
internal sealed class ApiDescription([FromKeyedServices(OpenApi.Document)] IOpenApiDocumentProvider documents)
{
    private readonly Lock _lock = new();
    private Task<byte[]>? _made;

    public Task<byte[]> Read()
    {
        lock (_lock)
        {
            return _made is null or { IsFaulted: true } or { IsCanceled: true } ? _made = Make() : _made;
        }
    }

    private async Task<byte[]> Make()
    {
        using var text = new MemoryStream();
        await (await documents.GetOpenApiDocumentAsync(CancellationToken.None)).SerializeAsJsonAsync(text, OpenApiSpecVersion.OpenApi3_1);
        return text.ToArray();
    }
}
