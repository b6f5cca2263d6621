namespace Kuajie.Platform.Recommendations.Impressions;

/// <summary>Encoded lists that gather for a write, by domain. Its memory is used again for the next group. For one thread at a time.</summary>
internal sealed class ImpressionGroup
{
    /// <summary>Memory beyond this is given back after a group that needed it.</summary>
    private const int UsualBytes = 1 << 20;

    private readonly List<Part> parts = [];

    /// <summary>Lists held.</summary>
    public int Count { get; private set; }

    /// <summary>Bytes they take.</summary>
    public long Bytes { get; private set; }

    /// <summary>Takes a list.</summary>
    /// <param name="list">The list; its domain and id are looked at.</param>
    /// <param name="encoded">The list encoded; copied.</param>
    public void Add(Impression list, ReadOnlySpan<byte> encoded)
    {
        PartOf(list.UserDomain).Add(list.ListId, encoded);
        Count++;
        Bytes += encoded.Length;
    }

    /// <summary>What was taken. The blocks' memory is the group's, until <see cref="Clear"/>.</summary>
    public IReadOnlyList<ImpressionBlock> ToBlocks() => [.. parts.Where(part => part.Count > 0).Select(part => part.ToBlock())];

    /// <summary>Empties it.</summary>
    public void Clear()
    {
        parts.RemoveAll(part => part.Count == 0 || part.Capacity > UsualBytes);
        parts.ForEach(part => part.Clear());
        (Count, Bytes) = (0, 0);
    }

    private Part PartOf(string domain)
    {
        foreach (var part in parts)
        {
            if (string.Equals(part.Domain, domain, StringComparison.Ordinal))
            {
                return part;
            }
        }
        var added = new Part(domain);
        parts.Add(added);
        return added;
    }

    private sealed class Part(string domain)
    {
        private byte[] bytes = new byte[4096];
        private int length;
        private string first = "";
        private string last = "";

        public string Domain => domain;

        public int Count { get; private set; }

        public int Capacity => bytes.Length;

        public void Add(string listId, ReadOnlySpan<byte> encoded)
        {
            first = Count == 0 || string.CompareOrdinal(listId, first) < 0 ? listId : first;
            last = Count == 0 || string.CompareOrdinal(listId, last) > 0 ? listId : last;
            if (bytes.Length - length < encoded.Length)
            {
                Array.Resize(ref bytes, checked(Math.Max(2 * bytes.Length, length + encoded.Length)));
            }
            encoded.CopyTo(bytes.AsSpan(length));
            length += encoded.Length;
            Count++;
        }

        public ImpressionBlock ToBlock() => new(domain, first, last, Count, bytes.AsMemory(0, length));

        public void Clear() => (Count, length) = (0, 0);
    }
}
