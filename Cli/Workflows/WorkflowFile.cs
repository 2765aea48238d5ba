using System.Buffers;
using System.Globalization;
using System.Text;
using System.Text.Json;
using OrleansOps.Platform;
using YamlDotNet.Core;
using YamlDotNet.RepresentationModel;

namespace OrleansOps.Cli;

/// <summary>
/// A workflow in a file of YAML: the fields are those of the API, and beside 'script' there is 'scriptFile', a file that is read here. Which place in the
/// file a field has is kept, so that what the server says of the field is said of the place.
/// </summary>
internal sealed class WorkflowFile
{
    private const int MostBytes = 1024 * 1024;
    private const int MostNodes = 100_000;
    private const int Depth = 32;
    private const string ScriptFile = "scriptFile";

    /// <summary>
    /// Fields that are text, or hold nothing but text: what looks like a number there is none. A test compares them with the description of the API.
    /// </summary>
    internal static readonly IReadOnlySet<string> TextFields = new HashSet<string>(StringComparer.Ordinal)
    {
        "agent", "approvers", "argv", "artifacts", "batches", "choices", "content", "contentBase64", "default", "description", "env", "group", "groups", "headers",
        "host", "hosts", "ifExists", "ioNice", "is", "isNot", "kind", "labels", "locale", "lock", "maxErrors", "message", "mode", "name", "needs", "on", "onLost", "output", "owner", "path",
        "paths", "pattern", "pause", "script", "scriptBase64", "secretFiles", "secrets", "sha256", "stdin", "step", "stdinBase64", "storedId", "storedSecrets", "timeZone", "type", "umask",
        "until", "url", "user", "value", "values", "when", "workingDirectory",
    };

    private readonly string _path;
    private readonly Dictionary<string, Mark> _places = new(StringComparer.Ordinal);
    private int _nodes;

    private WorkflowFile(string path) => _path = path;

    /// <summary>What is sent to the server.</summary>
    public JsonElement Body { get; private set; }

    /// <param name="path">"-" is standard input.</param>
    /// <param name="values">Take the place of those in the file.</param>
    /// <exception cref="CliException">It is no file, no YAML, or no workflow at all; the message names the line.</exception>
    public static async Task<WorkflowFile> Read(string path, IReadOnlyDictionary<string, string> values, CancellationToken cancel)
    {
        var bytes = await InputFile.Read("FILE", path, MostBytes, cancel);
        var file = new WorkflowFile(path);
        try
        {
            var text = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(bytes).TrimStart('\ufeff');
            file.Body = file.Convert(file.Root(text), values);
            return file;
        }
        catch (DecoderFallbackException broken)
        {
            throw CliException.Usage($"{Printable.Of(path)} is not UTF-8 text.", "Convert it first, for example with iconv.", broken);
        }
        catch (YamlException odd)
        {
            throw file.Wrong(odd.Start, $"This is no YAML: {Printable.Of(odd.Message)}", odd);
        }
    }

    /// <summary>Does it; what the server refuses is said of the place in the file.</summary>
    /// <param name="under">The field of what is sent that the file is.</param>
    public async Task<T> Placed<T>(Func<Task<T>> call, string under = "")
    {
        try
        {
            return await call();
        }
        catch (CliException refused)
        {
            throw Placed(refused, under);
        }
    }

    /// <summary>What the server refused, said of the place in the file; as it is where it speaks of no field of this file.</summary>
    public CliException Placed(CliException refused, string under = "")
    {
        if (refused.Problem?.Errors is not { Count: > 0 } errors || !errors.Keys.First().StartsWith(under, StringComparison.Ordinal) || Place(errors.Keys.First()[under.Length..]) is not { } place)
        {
            return refused;
        }

        return new CliException(refused.ExitCode, $"{At(place)} {refused.Detail ?? refused.Title}", cause: refused) { Problem = refused.Problem, Retry = refused.Retry };
    }

    private YamlMappingNode Root(string text)
    {
        var yaml = new YamlStream();
        yaml.Load(new StringReader(text));
        return yaml.Documents switch
        {
            [{ RootNode: YamlMappingNode root }] => root,
            [] => throw Wrong(Mark.Empty, "The file is empty. A workflow has 'steps'."),
            [var only] => throw Wrong(only.RootNode.Start, "This is no workflow: it begins with a field, such as 'steps:'."),
            [_, var second, ..] => throw Wrong(second.RootNode.Start, "A second document begins here. A file holds one workflow."),
        };
    }

    private JsonElement Convert(YamlMappingNode root, IReadOnlyDictionary<string, string> values)
    {
        var bytes = new ArrayBufferWriter<byte>();
        using (var json = new Utf8JsonWriter(bytes, new JsonWriterOptions { MaxDepth = Depth * 2 }))
        {
            json.WriteStartObject();
            foreach (var (key, value) in root.Children)
            {
                if (Key(key) is not "values")
                {
                    Field(json, "", key, value, isText: false, depth: 1);
                }
            }

            Values(json, root, values);
            json.WriteEndObject();
        }

        var reader = new Utf8JsonReader(bytes.WrittenSpan);
        return JsonElement.ParseValue(ref reader);
    }

    private void Values(Utf8JsonWriter json, YamlMappingNode root, IReadOnlyDictionary<string, string> given)
    {
        var written = root.Children.FirstOrDefault(entry => Key(entry.Key) is "values").Value;
        if (written is not null and not YamlMappingNode)
        {
            throw Wrong(written.Start, "'values' must have a name and a value on each line.");
        }

        json.WriteStartObject("values");
        foreach (var (key, value) in ((YamlMappingNode?)written)?.Children ?? Enumerable.Empty<KeyValuePair<YamlNode, YamlNode>>())
        {
            if (!given.ContainsKey(Key(key)))
            {
                Field(json, "values", key, value, isText: true, depth: 2);
            }
        }

        foreach (var (name, value) in given)
        {
            json.WriteString(name, value);
        }

        json.WriteEndObject();
    }

    private void Field(Utf8JsonWriter json, string path, YamlNode key, YamlNode value, bool isText, int depth)
    {
        var name = Key(key);
        if (string.Equals(name, ScriptFile, StringComparison.Ordinal) && path.EndsWith(".task", StringComparison.Ordinal))
        {
            _places[$"{path}.script"] = key.Start;
            json.WriteString("script", Script(value));
            return;
        }

        var place = path.Length == 0 ? name : $"{path}.{name}";
        _places[place] = key.Start;
        json.WritePropertyName(name);
        Node(json, place, value, isText || TextFields.Contains(name), depth);
    }

    private void Node(Utf8JsonWriter json, string path, YamlNode node, bool isText, int depth)
    {
        if (depth > Depth || ++_nodes > MostNodes)
        {
            throw Wrong(node.Start, depth > Depth ? $"It is nested more than {Depth} deep." : $"It has more than {MostNodes} values. Names for repeated parts (&, *) count each time.");
        }

        switch (node)
        {
            case YamlMappingNode map:
                json.WriteStartObject();
                foreach (var (key, value) in map.Children)
                {
                    Field(json, path, key, value, isText, depth + 1);
                }

                json.WriteEndObject();
                break;
            case YamlSequenceNode list:
                json.WriteStartArray();
                foreach (var (item, number) in list.Children.Select((item, number) => (item, number)))
                {
                    var place = string.Create(CultureInfo.InvariantCulture, $"{path}[{number}]");
                    _places[place] = item.Start;
                    Node(json, place, item, isText, depth + 1);
                }

                json.WriteEndArray();
                break;
            default:
                Scalar(json, (YamlScalarNode)node, isText);
                break;
        }
    }

    /// <summary>Plain words are read by YAML's core schema, but not where a text is wanted.</summary>
    private static void Scalar(Utf8JsonWriter json, YamlScalarNode node, bool isText)
    {
        var text = node.Value ?? "";
        if (node.Style != ScalarStyle.Plain)
        {
            json.WriteStringValue(text);
        }
        else if (text is "" or "~" or "null" or "Null" or "NULL")
        {
            json.WriteNullValue();
        }
        else if (!isText && text is "true" or "True" or "TRUE" or "false" or "False" or "FALSE")
        {
            json.WriteBooleanValue(text[0] is 't' or 'T');
        }
        else if (!isText && long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var whole))
        {
            json.WriteNumberValue(whole);
        }
        else if (!isText && decimal.TryParse(text, NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var number))
        {
            json.WriteNumberValue(number);
        }
        else
        {
            json.WriteStringValue(text);
        }
    }

    private string Script(YamlNode value)
    {
        if (value is not YamlScalarNode { Value: { Length: > 0 } name })
        {
            throw Wrong(value.Start, $"'{ScriptFile}' must be the name of a file.");
        }

        var file = Path.Combine(_path is "-" ? "." : Path.GetDirectoryName(Path.GetFullPath(_path))!, name);
        try
        {
            return new FileInfo(file) is { Exists: true, Length: <= MostBytes }
                ? new UTF8Encoding(encoderShouldEmitUTF8Identifier: false, throwOnInvalidBytes: true).GetString(File.ReadAllBytes(file)).TrimStart('\ufeff')
                : throw Wrong(value.Start, File.Exists(file) ? $"{Printable.Of(name)} is larger than {MostBytes / 1024} KiB." : $"There is no file {Printable.Of(name)} beside the workflow.");
        }
        catch (Exception failure) when (failure is IOException or UnauthorizedAccessException or DecoderFallbackException)
        {
            throw Wrong(value.Start, failure is DecoderFallbackException ? $"{Printable.Of(name)} is not UTF-8 text." : $"{Printable.Of(name)} cannot be read: {failure.Message}", failure);
        }
    }

    private string Key(YamlNode key) => key is YamlScalarNode { Value: { } name } ? name : throw Wrong(key.Start, "A field's name must be a word.");

    /// <summary>The place of a field, or of the nearest that it lies in.</summary>
    private Mark? Place(string field)
    {
        while (!_places.ContainsKey(field))
        {
            var end = field.LastIndexOfAny(['.', '[']);
            if (end <= 0)
            {
                return null;
            }

            field = field[..end];
        }

        return _places[field];
    }

    private string At(Mark place) => string.Create(CultureInfo.InvariantCulture, $"{(_path is "-" ? "standard input" : Printable.Of(_path))}:{place.Line}:{place.Column}:");

    private CliException Wrong(Mark place, string sentence, Exception? cause = null) => CliException.Usage($"{At(place)} {sentence}", cause: cause);
}
