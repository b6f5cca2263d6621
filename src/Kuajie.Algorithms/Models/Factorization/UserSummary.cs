namespace Kuajie.Algorithms.Models.Factorization;

/// <summary>What a model keeps of its users together, none of them alone: those who did something in the target domain.</summary>
/// <param name="MeanFactor">Shape rank: whom an unknown user is taken for.</param>
/// <param name="Gram">Shape rank × rank: Gram matrix of their factors, what folding an item in needs; empty in models that were stored without it.</param>
/// <param name="Count">How many they are.</param>
internal sealed record UserSummary(ReadOnlyMemory<float> MeanFactor, ReadOnlyMemory<float> Gram, int Count)
{
    private const string MeanName = "meanUserFactor";
    private const string GramName = "userGram";
    private const string CountName = "userCount";

    /// <summary>Adds the arrays of a model state.</summary>
    public void Write(Dictionary<string, ModelArray> arrays)
    {
        arrays[MeanName] = new ModelArray.Floats(MeanFactor);
        if (!Gram.IsEmpty)
        {
            arrays[GramName] = new ModelArray.Floats(Gram);
            arrays[CountName] = new ModelArray.Integers(new[] { Count });
        }
    }

    /// <summary>Reads what <see cref="Write"/> wrote.</summary>
    /// <exception cref="InvalidModelStateException">An array is missing or has another length.</exception>
    public static UserSummary Read(ModelState state, int rank)
    {
        var mean = state.Floats(MeanName, rank);
        return state.Arrays.ContainsKey(GramName) || state.Arrays.ContainsKey(CountName)
            ? new UserSummary(mean, state.Floats(GramName, rank * rank), state.Integers(CountName, 1).Span[0])
            : new UserSummary(mean, default, 0);
    }
}
