namespace Kuajie.Platform.SampleWorld.Behaviour;

/// <summary>A seeded one-to-one reordering of 0 … count − 1 that needs no memory: multiply by a number without common factor, then shift.</summary>
internal sealed class VisitOrder
{
    private readonly long factor;
    private readonly long shift;

    public VisitOrder(int count, Draws draws)
    {
        Count = count;
        factor = draws.Between(count / 3, count);
        while (Gcd(factor, count) != 1)
        {
            factor++;
        }
        shift = draws.Between(0, count - 1);
    }

    public int Count { get; }

    public int this[int place] => (int)(((place * factor) + shift) % Count);

    private static long Gcd(long a, long b) => b == 0 ? a : Gcd(b, a % b);
}
