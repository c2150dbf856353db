//! The cheapest tree that hangs every node under a given root.

/// The minimum spanning arborescence of a complete directed graph: the parent of each node, `root` for the root's own.
///
/// `cost[child][parent]` is what an edge costs; the diagonal and the root's row are not looked at. Chu & Liu 1965 and
/// Edmonds 1967 (*Optimum branchings*): every node takes its cheapest parent; a cycle that this closes is contracted
/// to one node, whose edges cost what they cost more than the edge of the cycle that they would replace. Equal costs
/// go by number. Time: O(n²) for each of at most n contractions.
pub fn arborescence(root: usize, cost: &[Vec<f32>]) -> Vec<usize> {
    let cheapest = |child: usize| {
        let parents = (0..cost.len()).filter(|&p| p != child);
        parents.min_by(|&p, &q| cost[child][p].total_cmp(&cost[child][q])).unwrap_or(root)
    };
    let mut parent: Vec<usize> =
        (0..cost.len()).map(|v| if v == root { root } else { cheapest(v) }).collect();
    let Some(cycle) = cycle(root, &parent) else { return parent };
    let smaller = Contracted::of(&cycle, &parent, cost);
    let inner = arborescence(smaller.number[root], &smaller.cost);
    for (child, &above) in inner.iter().enumerate().filter(|&(child, _)| child != smaller.number[root]) {
        // Of the cycle one node takes the parent that the whole has; the others keep theirs.
        let (from, to) = smaller.edges[child][above];
        parent[from] = to;
    }
    parent
}

/// The nodes of a cycle of parents, if there is one.
fn cycle(root: usize, parent: &[usize]) -> Option<Vec<usize>> {
    let mut seen_from = vec![usize::MAX; parent.len()];
    for start in 0..parent.len() {
        let mut at = start;
        while at != root && seen_from[at] == usize::MAX {
            seen_from[at] = start;
            at = parent[at];
        }
        if at != root && seen_from[at] == start {
            let mut nodes = vec![at];
            while parent[nodes[nodes.len() - 1]] != at {
                nodes.push(parent[nodes[nodes.len() - 1]]);
            }
            return Some(nodes);
        }
    }
    None
}

/// The graph with the nodes of a cycle become one, the last.
struct Contracted {
    /// Each old node's new number.
    number: Vec<usize>,
    cost: Vec<Vec<f32>>,
    /// The old edge (child, parent) that each new one stands for.
    edges: Vec<Vec<(usize, usize)>>,
}

impl Contracted {
    fn of(cycle: &[usize], parent: &[usize], cost: &[Vec<f32>]) -> Contracted {
        let n = cost.len();
        let whole = n - cycle.len();
        let mut next = 0..whole;
        let number: Vec<usize> =
            (0..n).map(|v| if cycle.contains(&v) { whole } else { next.next().unwrap_or(whole) }).collect();
        let mut contracted = Contracted {
            cost: vec![vec![f32::INFINITY; whole + 1]; whole + 1],
            edges: vec![vec![(0, 0); whole + 1]; whole + 1],
            number,
        };
        for (child, row) in cost.iter().enumerate() {
            let kept = if cycle.contains(&child) { row[parent[child]] } else { 0.0 };
            for (other, cost) in row.iter().enumerate() {
                contracted.offer(child, other, cost - kept);
            }
        }
        contracted
    }

    fn offer(&mut self, child: usize, parent: usize, cost: f32) {
        let (v, u) = (self.number[child], self.number[parent]);
        if v != u && (cost < self.cost[v][u] || self.cost[v][u] == f32::INFINITY) {
            self.cost[v][u] = cost;
            self.edges[v][u] = (child, parent);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn weight(root: usize, parent: &[usize], cost: &[Vec<f32>]) -> Option<f32> {
        let reaches_root = |v: usize| (0..parent.len()).fold(v, |at, _| parent[at]) == root;
        (0..parent.len())
            .all(reaches_root)
            .then(|| (0..parent.len()).filter(|&v| v != root).map(|v| cost[v][parent[v]]).sum())
    }

    /// The cheapest of all ways to give every node a parent.
    fn naive(root: usize, cost: &[Vec<f32>]) -> f32 {
        let n = cost.len();
        let ways = (0..n.pow(n as u32)).filter_map(|mut code| {
            let parent: Vec<usize> = (0..n)
                .map(|_| {
                    let p = code % n;
                    code /= n;
                    p
                })
                .collect();
            if (0..n).any(|v| (v == root) != (parent[v] == v)) { None } else { weight(root, &parent, cost) }
        });
        ways.fold(f32::INFINITY, f32::min)
    }

    proptest! {
        #[test]
        fn no_tree_is_cheaper(
            cost in (1usize..6).prop_flat_map(|n| prop::collection::vec(prop::collection::vec(0u8..20, n), n)),
            root in 0usize..6,
        ) {
            let cost: Vec<Vec<f32>> = cost.into_iter().map(|r| r.into_iter().map(f32::from).collect()).collect();
            let root = root % cost.len();
            let found = weight(root, &arborescence(root, &cost), &cost);
            prop_assert_eq!(found, Some(naive(root, &cost)));
        }
    }
}
