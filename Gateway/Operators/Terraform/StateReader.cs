using System.Text.Json;
using System.Text.Unicode;
using OrleansOps.Http;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>
/// Reads a state while it comes, piece by piece, and keeps only what it says of itself. Beside a piece it holds no more than one text that is not whole yet. All of it must be JSON.
/// Terraform takes names in any case and the last of several, so a serial in two spellings is refused: which one counts would be a guess.
/// </summary>
internal sealed class StateReader
{
    private const int Depth = 512;
    private const int LineageLength = 128;
    private const int VersionLength = 64;
    private const int LongestName = 32;

    private JsonReaderState _state = new(new JsonReaderOptions { MaxDepth = Depth });
    private byte[] _rest = [];
    private int _restLength;
    private int _enough;
    private long _offset;
    private StateField _field;
    private readonly HashSet<StateField> _seen = [];
    private long? _serial;
    private (long At, int Length) _digits;
    private string? _lineage;
    private string? _version;
    private int _resources;

    /// <exception cref="RefusedException">It is no state.</exception>
    public void Add(ReadOnlySpan<byte> piece)
    {
        var length = _restLength + piece.Length;
        if (_rest.Length < length)
        {
            Array.Resize(ref _rest, Math.Max(length, 2 * _rest.Length));
        }

        piece.CopyTo(_rest.AsSpan(_restLength));
        _restLength = length;
        if (length >= _enough)
        {
            Parse(isLast: false);
        }
    }

    /// <exception cref="RefusedException">It is no state.</exception>
    public StateHead End()
    {
        Parse(isLast: true);
        return (_serial, _lineage) switch
        {
            (null, _) => throw Missing("serial"),
            (_, null) => throw Missing("lineage"),
            var (serial, lineage) => new StateHead(serial.Value, lineage, _version, _resources, _digits.At, _digits.Length),
        };
    }

    private void Parse(bool isLast)
    {
        try
        {
            var reader = new Utf8JsonReader(_rest.AsSpan(0, _restLength), isLast, _state);
            while (reader.Read())
            {
                Look(ref reader);
            }

            _state = reader.CurrentState;
            var read = (int)reader.BytesConsumed;
            _offset += read;
            _restLength -= read;
            _rest.AsSpan(read, _restLength).CopyTo(_rest);
            _enough = 2 * _restLength;   // a text of many pieces is not looked at from its beginning with each of them
        }
        catch (JsonException malformed)
        {
            throw new RefusedException(new Refusal(
                Api.ProblemCodes.InvalidJson, "The state is not JSON.",
                $"It breaks at line {malformed.LineNumber + 1}, byte {malformed.BytePositionInLine + 1}; the depth limit is {Depth}. Nothing was changed."));
        }
    }

    private void Look(ref Utf8JsonReader reader)
    {
        if (reader.TokenType is JsonTokenType.String or JsonTokenType.PropertyName && !Utf8.IsValid(reader.ValueSpan))
        {
            throw new RefusedException(Refusal.Bad(Api.ProblemCodes.InvalidUtf8, "body", "The state is not valid UTF-8. Nothing was changed."));
        }

        switch (reader.CurrentDepth)
        {
            case 0 when reader.TokenType is not (JsonTokenType.StartObject or JsonTokenType.EndObject):
                throw Wrong("body", "The state must be a JSON object.");
            case 1 when reader.TokenType == JsonTokenType.PropertyName:
                _field = Field(ref reader);
                break;
            case 1 when _field != StateField.Other:
                Take(ref reader);
                break;
            case 2 when _field == StateField.Resources && reader.TokenType == JsonTokenType.StartObject:
                _resources++;
                break;
            default:
                break;
        }
    }

    private StateField Field(ref Utf8JsonReader reader)
    {
        if (reader.ValueSpan.Length > LongestName * 6)   // each character may be written as \u and four digits
        {
            return StateField.Other;
        }

        var name = Text(ref reader, "body");
        var field = name switch
        {
            "serial" => StateField.Serial,
            "lineage" => StateField.Lineage,
            "terraform_version" => StateField.TerraformVersion,
            "resources" => StateField.Resources,
            "encrypted_data" => throw Wrong(
                "encrypted_data",
                "The state is encrypted by OpenTofu, which hides its serial and lineage, so nobody could tell a later state from an earlier one. Turn that off for this backend: states are encrypted in the store."),
            _ when name.Equals("serial", StringComparison.OrdinalIgnoreCase) || name.Equals("lineage", StringComparison.OrdinalIgnoreCase) =>
                throw Wrong("body", "'serial' and 'lineage' are written in lower case."),
            _ => StateField.Other,
        };
        return field == StateField.Other || _seen.Add(field)
            ? field
            : throw new RefusedException(Refusal.Bad(Api.ProblemCodes.DuplicateField, name, $"'{name}' stands there twice. Nothing was changed."));
    }

    private void Take(ref Utf8JsonReader reader)
    {
        switch (_field)
        {
            case StateField.Serial:
                _serial = reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var serial) && serial is >= 0 and <= StateVersion.LargestSerial
                    ? serial
                    : throw Wrong("serial", $"'serial' must be a whole number, 0 to {StateVersion.LargestSerial}.");
                _digits = (_offset + reader.TokenStartIndex, reader.ValueSpan.Length);
                break;
            case StateField.Lineage:
                _lineage = reader.TokenType == JsonTokenType.String && Text(ref reader, "lineage") is { Length: > 0 and <= LineageLength } lineage && ShownText.IsPrintable(lineage)
                    ? lineage
                    : throw Wrong("lineage", $"'lineage' must be a text of 1 to {LineageLength} printable characters.");
                break;
            case StateField.TerraformVersion:
                _version = reader.TokenType == JsonTokenType.String && Text(ref reader, "terraform_version") is { Length: <= VersionLength } version && ShownText.IsPrintable(version) ? version : null;
                break;
            default:
                break;
        }
    }

    private static string Text(ref Utf8JsonReader reader, string field)
    {
        try
        {
            return reader.GetString()!;
        }
        catch (InvalidOperationException)
        {
            throw Wrong(field, "A text of it holds half of a surrogate pair.");
        }
    }

    private static RefusedException Missing(string field) => new(Refusal.Bad(
        Api.ProblemCodes.MissingField, field, $"The state has no '{field}', as each state of Terraform has. Nothing was changed."));

    private static RefusedException Wrong(string field, string detail) => new(Refusal.Bad(Api.ProblemCodes.InvalidValue, field, $"{detail} Nothing was changed."));

    private enum StateField
    {
        Other = 0,
        Serial = 1,
        Lineage = 2,
        TerraformVersion = 3,
        Resources = 4,
    }
}
