using System.Buffers;
using System.Security.Cryptography;
using OrleansOps.Terraform;

namespace OrleansOps.Operators.Terraform;

/// <summary>One content on its way in: fills parts, reckons what it is, and reads what a state says of itself.</summary>
/// <param name="put">Stores a part and says how many bytes it takes in the store.</param>
/// <param name="isState">It is a state; else it is whatever it is.</param>
internal sealed class StateIntake(Func<int, ReadOnlyMemory<byte>, Task<int>> put, bool isState = true) : IDisposable
{
    private readonly IncrementalHash _sha256 = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
#pragma warning disable CA5351 // Terraform's client says and compares MD5; nothing is protected by it.
    private readonly IncrementalHash _md5 = IncrementalHash.CreateHash(HashAlgorithmName.MD5);
#pragma warning restore CA5351
    private readonly StateReader? _reader = isState ? new StateReader() : null;
    private readonly byte[] _part = ArrayPool<byte>.Shared.Rent(StateSeal.PartBytes);
    private int _filled;
    private int _parts;
    private long _stored;

    /// <summary>Bytes that came.</summary>
    public long Size { get; private set; }

    /// <exception cref="Http.RefusedException">It is no state.</exception>
    public async Task Add(ReadOnlyMemory<byte> piece)
    {
        Size += piece.Length;
        _sha256.AppendData(piece.Span);
        _md5.AppendData(piece.Span);
        _reader?.Add(piece.Span);
        while (piece.Length > 0)
        {
            var length = Math.Min(piece.Length, StateSeal.PartBytes - _filled);
            piece[..length].CopyTo(_part.AsMemory(_filled));
            piece = piece[length..];
            _filled += length;
            if (_filled == StateSeal.PartBytes)
            {
                await Put();
            }
        }
    }

    /// <exception cref="Http.RefusedException">It is no state.</exception>
    public async Task<StateVersion> End(string content)
    {
        var head = _reader!.End();
        if (_filled > 0)
        {
            await Put();
        }

        return new StateVersion
        {
            Serial = head.Serial,
            Lineage = head.Lineage,
            TerraformVersion = head.TerraformVersion,
            Resources = head.Resources,
            SerialAt = head.SerialAt,
            SerialLength = head.SerialLength,
            Sha256 = Convert.ToHexStringLower(_sha256.GetHashAndReset()),
            Md5 = Convert.ToBase64String(_md5.GetHashAndReset()),
            Size = Size,
            Content = content,
            Parts = _parts,
            StoredBytes = _stored,
            By = "",
            ById = "",
        };
    }

    /// <summary>The end of a content that is no state.</summary>
    public async Task<SealedContent> EndAs(string content)
    {
        if (_filled > 0)
        {
            await Put();
        }

        return new SealedContent(content, _parts, Size, Convert.ToHexStringLower(_sha256.GetHashAndReset()));
    }

    public void Dispose()
    {
        _sha256.Dispose();
        _md5.Dispose();
        ArrayPool<byte>.Shared.Return(_part, clearArray: true);
    }

    private async Task Put()
    {
        _stored += await put(_parts, _part.AsMemory(0, _filled));
        (_parts, _filled) = (_parts + 1, 0);
    }
}
