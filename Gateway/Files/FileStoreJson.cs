using System.Text.Json.Serialization;

namespace OrleansOps.Files;

/// <summary>What stands beside the contents.</summary>
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(FileUpload))]
[JsonSerializable(typeof(StoredFile))]
internal sealed partial class FileStoreJson : JsonSerializerContext;
