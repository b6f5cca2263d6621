using CsCheck;
using Kuajie.Algorithms.Models.Factorization;
using Kuajie.Algorithms.Numerics.Dense;
using Kuajie.Algorithms.Tests.Numerics;

namespace Kuajie.Algorithms.Tests.Models.Factorization;

public class DualEquationsTests
{
    [Fact]
    public void Solve_FewInteractions_EqualsNormalEquations() =>
        Gen.Select(Gen.Int[1, 40], Gen.Int[1, 13], Gen.Double[0.01, 3], Gen.ULong)
            .Sample(
                (rank, most, ridge, seed) =>
                {
                    var factors = DenseTwins.Normals(20 * rank, seed);
                    int[] indexes = [.. Enumerable.Range(0, Math.Min(most, DualEquations.MostRows(rank))).Select(k => (k * 3) % 20)];
                    float[] confidences = [.. DenseTwins.Normals(indexes.Length, seed + 1).Select(value => 0.2f + Math.Abs(value))];
                    var gram = SymmetricMatrix.Gram(factors, rank);

                    var normal = new NormalEquations(rank);
                    normal.Start(indexes.Length);
                    normal.AddObserved(factors, indexes, confidences);
                    normal.AddUnobserved(gram, 20, 0.1f);
                    normal.Factor((float)ridge);
                    var expected = new float[rank];
                    normal.Solution(expected);

                    var spectral = new SpectralBase([.. gram.Select(value => 0.1f * value)], rank, [factors], 1, CancellationToken.None);
                    var dual = new DualEquations(rank);
                    dual.Start();
                    dual.Add(spectral.Factors[0], indexes, confidences, 1);
                    var found = new float[rank];
                    dual.Solve(spectral, (float)ridge, found);

                    Assert.All(expected.Zip(found), pair => Assert.Equal(pair.First, pair.Second, 2e-3 * (1 + Math.Abs(pair.First))));
                },
                iter: 300
            );

    [Fact]
    public void Mass_OfTerms_IsObservedPlusUnobservedWeight()
    {
        var equations = new NormalEquations(2);
        equations.Start(2);
        equations.AddObserved([1, 2, 3, 4], [0, 1], [0.5f, 2]);
        equations.AddUnobserved(new float[4], 10, 0.25f);
        Assert.Equal(5, equations.Mass);
    }
}
