namespace Kuajie.Marketing.Audience;

/// <summary>Minimises a smooth function of a few numbers without derivatives: Nelder and Mead, "A simplex method for function minimization", Computer Journal 7, 1965.</summary>
internal static class DownhillSimplex
{
    /// <summary>The best point found; ends when values differ by less than the tolerance or after so many steps.</summary>
    public static double[] Minimize(Func<double[], double> function, double[] start, double tolerance, int mostSteps)
    {
        var corners = Enumerable
            .Range(0, start.Length + 1)
            .Select(corner => start.Select((value, place) => place == corner - 1 ? value + 1 : value).ToArray())
            .Select(at => (At: at, Value: function(at)))
            .ToArray();
        for (var step = 0; step < mostSteps; step++)
        {
            Array.Sort(corners, (left, right) => left.Value.CompareTo(right.Value));
            if (corners[^1].Value - corners[0].Value < tolerance)
            {
                break;
            }
            Move(corners, function);
        }
        Array.Sort(corners, (left, right) => left.Value.CompareTo(right.Value));
        return corners[0].At;
    }

    private static void Move((double[] At, double Value)[] corners, Func<double[], double> function)
    {
        var worst = corners[^1];
        double[] centre = [.. worst.At.Select((_, place) => corners.SkipLast(1).Average(corner => corner.At[place]))];
        var reflected = Beyond(1);
        if (reflected.Value < corners[0].Value)
        {
            var expanded = Beyond(2);
            corners[^1] = expanded.Value < reflected.Value ? expanded : reflected;
        }
        else if (reflected.Value < corners[^2].Value)
        {
            corners[^1] = reflected;
        }
        else
        {
            var contracted = Beyond(reflected.Value < worst.Value ? 0.5 : -0.5);
            if (contracted.Value < Math.Min(reflected.Value, worst.Value))
            {
                corners[^1] = contracted;
                return;
            }
            Shrink(corners, function);
        }

        (double[] At, double Value) Beyond(double factor)
        {
            double[] at = [.. centre.Zip(worst.At, (middle, bad) => middle + (factor * (middle - bad)))];
            return (at, function(at));
        }
    }

    private static void Shrink((double[] At, double Value)[] corners, Func<double[], double> function)
    {
        for (var corner = 1; corner < corners.Length; corner++)
        {
            double[] at = [.. corners[corner].At.Zip(corners[0].At, (far, best) => best + ((far - best) / 2))];
            corners[corner] = (at, function(at));
        }
    }
}
