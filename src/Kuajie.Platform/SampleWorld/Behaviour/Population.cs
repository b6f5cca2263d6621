namespace Kuajie.Platform.SampleWorld.Behaviour;

/// <summary>
/// Everyone in the world, drawn on demand from the seed and the person's number: the first <c>linked</c> people are users of both sides, the next only of the
/// knowledge platform, the rest only of the partner.
/// </summary>
internal sealed class Population(IReadOnlyList<Taste> tastes, int usersPerSide, int linked, ulong seed)
{
    private const ulong PersonSeed = 0x70656F706C65;

    /// <summary>Dirichlet concentration over all tastes: small, so that most people have one to three tastes.</summary>
    private const double Concentration = 1.4;
    private const double EnergySpread = 0.75;

    public int LinkedCount { get; } = linked;

    public int UsersPerSide { get; } = usersPerSide;

    /// <summary>The person behind a user of one side.</summary>
    public int PersonOf(int user, bool isPartner) => isPartner && user >= LinkedCount ? user - LinkedCount + UsersPerSide : user;

    public Person Draw(int person)
    {
        var draws = new Draws(seed ^ PersonSeed, (ulong)person);
        var total = tastes.Sum(taste => taste.Prevalence);
        var shares = new double[tastes.Count];
        for (var taste = 0; taste < shares.Length; taste++)
        {
            shares[taste] = draws.Gamma(Concentration * tastes[taste].Prevalence / total);
        }
        Normalise(shares);
        return new Person(shares, EnergySpread * draws.Normal(), Math.Max(0, 0.6 + (0.35 * draws.Normal())), draws.Chance(0.35));
    }

    private static void Normalise(double[] shares)
    {
        var sum = shares.Sum();
        for (var place = 0; place < shares.Length; place++)
        {
            shares[place] = sum > 0 ? shares[place] / sum : 1.0 / shares.Length;
        }
    }
}
