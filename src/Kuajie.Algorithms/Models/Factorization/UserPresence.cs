using System.Collections;

namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>Which blocks each user came to: users of the same set share part of their equations.</summary>
internal sealed class UserPresence
{
    /// <summary>The most sets for which an eigenbasis each is worth its time: those of three blocks.</summary>
    public const int MostSpectralSets = 7;

    private readonly List<BitArray> sets = [];

    /// <summary>Numbers the sets in order of their first user. O(users · blocks).</summary>
    public UserPresence(FactorizationBlockData[] blocks)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        var letters = new char[blocks.Length];
        SetOfUser = new int[blocks[0].ByUser.RowCount];
        for (var user = 0; user < SetOfUser.Length; user++)
        {
            for (var block = 0; block < blocks.Length; block++)
            {
                letters[block] = blocks[block].ByUser.RowLength(user) > 0 ? '1' : '0';
            }
            SetOfUser[user] = letters.Contains('1') ? Number(numbers, letters) : -1;
        }
    }

    /// <summary>The sets that occur, each one bit for a block.</summary>
    public IReadOnlyList<BitArray> Sets => sets;

    /// <summary>Shape users: number of the user's set, −1 for a user who did nothing.</summary>
    public int[] SetOfUser { get; }

    private int Number(Dictionary<string, int> numbers, char[] letters)
    {
        var lookup = numbers.GetAlternateLookup<ReadOnlySpan<char>>();
        if (!lookup.TryGetValue(letters, out var number))
        {
            number = sets.Count;
            lookup[letters] = number;
            sets.Add(new BitArray([.. letters.Select(letter => letter == '1')]));
        }
        return number;
    }
}
