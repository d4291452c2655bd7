//! Small trees of questions, each of which gives points: what was learned where outcomes weigh otherwise in company.
//!
//! That both articles name one street speaks for one event, unless the clock times lie an hour apart; a sum of points,
//! outcome by outcome, cannot say so. The trees were grown one after the other, each on what the ones before left over
//! (gradient boosting; Friedman, "Greedy function approximation", 2001), so that their points are added up.

/// One question, or the end of a branch.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Node {
    /// The outcome asked for, by its number in the table of points.
    pub asked: u16,
    /// In hundredths: yes, if the outcome holds more often than that.
    pub over: i32,
    /// The nodes at which the answers go on; both are 0 at the end of a branch.
    pub yes: u16,
    pub no: u16,
    /// In hundredths of a point: what pairs that come here get in the mean, and at the end of a branch get.
    pub points: i32,
}

impl Node {
    fn is_end(&self) -> bool {
        self.yes == 0
    }
}

/// Trees whose points are added up.
#[derive(Clone, Debug, Default)]
pub(super) struct Forest {
    trees: Vec<Vec<Node>>,
    /// The least and the greatest outcome that is asked for.
    asked: (u16, u16),
}

impl Forest {
    /// Adds a node; trees and nodes come in order, so that a gap is an error.
    pub fn add(&mut self, tree: usize, number: usize, node: Node) -> Result<(), &'static str> {
        if tree == self.trees.len() {
            self.trees.push(Vec::new());
        }
        let last = tree + 1 == self.trees.len();
        match self.trees.last_mut() {
            Some(nodes) if last && nodes.len() == number => nodes.push(node),
            _ => return Err("trees and their nodes must come in order, from 0"),
        }
        Ok(())
    }

    /// Makes sure that each answer leads on to a later node of its tree.
    pub fn close(&mut self) -> Result<(), String> {
        for (number, tree) in self.trees.iter().enumerate() {
            for (at, node) in tree.iter().enumerate() {
                let leads = |to: u16| usize::from(to) > at && usize::from(to) < tree.len();
                let sound = (node.yes, node.no) == (0, 0) || (leads(node.yes) && leads(node.no));
                if !sound {
                    return Err(format!("tree {number}, node {at}: both answers must lead to a later node"));
                }
            }
        }
        let asked = || self.trees.iter().flatten().filter(|node| !node.is_end()).map(|node| node.asked);
        self.asked = (asked().min().unwrap_or(0), asked().max().unwrap_or(0));
        Ok(())
    }

    /// How often each outcome holds, by its place among those asked for.
    fn values(&self, answers: impl Iterator<Item = (u16, i32)>) -> Vec<i32> {
        let (first, last) = self.asked;
        let mut values = vec![0; usize::from(last - first) + 1];
        for (entry, times) in answers {
            if (first..=last).contains(&entry) {
                values[usize::from(entry - first)] += times;
            }
        }
        values
    }

    /// The place of what a node asks for among all that is asked for.
    fn place(&self, node: &Node) -> usize {
        usize::from(node.asked - self.asked.0)
    }

    fn next(&self, node: &Node, values: &[i32]) -> usize {
        let holds = values[self.place(node)] > node.over;
        usize::from(if holds { node.yes } else { node.no })
    }

    /// The points of all trees, in hundredths, where outcomes hold so many hundredths of a time.
    pub fn score(&self, answers: impl Iterator<Item = (u16, i32)>) -> i32 {
        let values = self.values(answers);
        let of_one = |tree: &Vec<Node>| {
            let mut node = &tree[0];
            while !node.is_end() {
                node = &tree[self.next(node, &values)];
            }
            node.points
        };
        self.trees.iter().map(of_one).sum()
    }

    /// What any pair begins with, and what the answer to each question asked adds to it, all in hundredths of a point: the
    /// sum is the score.
    pub fn shares(&self, answers: impl Iterator<Item = (u16, i32)>) -> (i32, Vec<(u16, i32)>) {
        let values = self.values(answers);
        let mut sums = vec![0; values.len()];
        // those asked for at all, in the order in which they were first
        let mut order: Vec<u16> = Vec::new();
        let mut asked_for = vec![false; values.len()];
        let mut start = 0;
        for tree in &self.trees {
            let mut node = &tree[0];
            start += node.points;
            while !node.is_end() {
                let next = &tree[self.next(node, &values)];
                let place = self.place(node);
                sums[place] += next.points - node.points;
                if !std::mem::replace(&mut asked_for[place], true) {
                    order.push(node.asked);
                }
                node = next;
            }
        }
        let shares = order.into_iter().map(|asked| (asked, sums[usize::from(asked - self.asked.0)]));
        (start, shares.collect())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn forest() -> Forest {
        let mut forest = Forest::default();
        let end = |points| Node { points, ..Node::default() };
        let asks = |asked, over, points| Node { asked, over, yes: 1, no: 2, points };
        for (number, node) in [asks(7, 0, 10), end(300), end(-100)].into_iter().enumerate() {
            forest.add(0, number, node).expect("in order");
        }
        for (number, node) in [asks(9, 150, -5), end(20), end(-50)].into_iter().enumerate() {
            forest.add(1, number, node).expect("in order");
        }
        forest.close().expect("well formed");
        forest
    }

    #[test]
    fn points_of_all_trees_are_added_up() {
        let forest = forest();
        assert_eq!(forest.score([(7, 100), (9, 150)].into_iter()), 300 - 50);
        assert_eq!(forest.score([(9, 151), (200, 100)].into_iter()), -100 + 20);
    }

    #[test]
    fn shares_make_up_the_score() {
        let forest = forest();
        let (start, shares) = forest.shares([(7, 100)].into_iter());
        assert_eq!((start, shares.clone()), (5, vec![(7, 290), (9, -45)]));
        assert_eq!(start + shares.iter().map(|(_, points)| points).sum::<i32>(), forest.score([(7, 100)].into_iter()));
    }

    #[test]
    fn a_circle_is_refused() {
        let mut forest = Forest::default();
        forest.add(0, 0, Node { yes: 0, no: 1, ..Node::default() }).expect("in order");
        forest.add(0, 1, Node::default()).expect("in order");
        assert!(forest.close().is_err());
        assert!(forest.add(3, 0, Node::default()).is_err());
    }
}
